import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../../support/engine/example-copy";
import { callTool } from "../tools/tool-process";

const page = readFileSync(join(checkoutFolder, "docs/interruptions.md"), "utf8");
const results = JSON.parse(readFileSync(join(checkoutFolder, "tools/torture/results.json"), "utf8")) as {
  rows: { what: string; where: string; moments: number; faults: string[] }[];
};

test("the table of interruptions is that of the last runs, none of which left anything undone", async () => {
  const written = await callTool("docs/interruptions-page.mjs", "withTorture", [page, results]);
  expect(written).toEqual({ value: page, said: "" });
  expect(results.rows.flatMap(({ faults }) => faults)).toEqual([]);
});

test("no row of kills is that of a shortened run", () => {
  const kills = results.rows.filter(
    ({ what, where }) => what.startsWith("`kill -9`") && where !== "PostgreSQL",
  );
  expect(kills.map(({ moments }) => moments)).toEqual(Array.from({ length: 10 }, () => 17));
});
