import { testMatrix } from "../support/faults/matrix-tests";

testMatrix("removals and refreshes");
