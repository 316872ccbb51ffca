import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../support/engine/example-copy";
import { faultNames } from "../support/faults/answers";
import { matrix, wordsOf } from "../support/faults/matrix";
import { operations } from "../support/faults/operations";
import { callTool } from "../unit/tools/tool-process";

test("the page's table is the one that `npm run faults` writes", async () => {
  const page = readFileSync(join(checkoutFolder, "docs/faults.md"), "utf8");
  expect(await callTool("docs/faults-page.mjs", "withFaults", [page])).toMatchObject({ value: page });
});

test("every operation meets every fault, once and for good", () => {
  const told = matrix.map(({ operation, fault, isOnce }) => [operation, fault, isOnce].join());
  const all = Object.keys(operations).flatMap((operation) =>
    faultNames.flatMap((fault) => [false, true].map((isOnce) => [operation, fault, isOnce].join())),
  );
  expect(told.toSorted()).toEqual(all.toSorted());
  expect(wordsOf.size).toBe(faultNames.length);
});
