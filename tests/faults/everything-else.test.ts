import { testMatrix } from "../support/faults/matrix-tests";

testMatrix("everything else");
