/**
 * Interrupts `pulumi up` in every way that is known, with the real CLI and engine and a simulated Datadog, takes the way on that
 * docs/interruptions.md names, and looks whether each token is dead, proven and recorded once, and nothing else was touched.
 * `npm run torture` tries each kill at 17 moments of an `up` of 200 tokens; `--write` writes the page's table.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkoutFolder } from "./running/checkout.mjs";
import { withTorture } from "./docs/interruptions-page.mjs";
import { groups } from "./torture/row.mjs";
import { tableOf } from "./torture/row.mjs";
import { killRows } from "./torture/rows/kills.mjs";

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [...groups] },
    where: { type: "string", multiple: true },
    moments: { type: "string", default: "17" },
    listed: { type: "string", default: "200" },
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

/** @type {import("./torture/row.mjs").Extent} */
const extent = { moments: Number(values.moments), listed: Number(values.listed), doors: ["dynamic", "plugin"] };
const plans = [...killRows(extent)].filter(
  ({ group, where }) => values.only.includes(group) && (values.where?.includes(where) ?? true),
);

/** @type {import("./torture/row.mjs").Row[]} */
const rows = [];
for (const { what, where, run } of plans) {
  process.stderr.write(`${what} (${where}) …\n`);
  const start = performance.now();
  const measured = await run();
  rows.push({ what, where, ...measured, seconds: Math.round((performance.now() - start) / 1000) });
  for (const fault of measured.faults) {
    process.stderr.write(`✗ ${fault}\n`);
  }
}
process.stdout.write(`${values.json ? JSON.stringify(rows) : tableOf(rows)}\n`);
if (values.write) {
  const results = join(checkoutFolder, "tools", "torture", "results.json");
  const page = join(checkoutFolder, "docs", "interruptions.md");
  const merged = mergedRows(JSON.parse(readFileSync(results, "utf8")), rows);
  writeFileSync(results, `${JSON.stringify(merged, undefined, 2)}\n`);
  writeFileSync(page, withTorture(readFileSync(page, "utf8"), merged));
}
process.exitCode = rows.some(({ faults }) => faults.length > 0) ? 1 : 0;

/**
 * The earlier rows, with those of this run in their places.
 *
 * @param {import("./torture/row.mjs").Results} earlier
 * @param {import("./torture/row.mjs").Row[]} latest
 * @returns {import("./torture/row.mjs").Results}
 */
function mergedRows({ rows: earlier }, latest) {
  const keyOf = (/** @type {{ what: string, where: string }} */ { what, where }) => `${what} ${where}`;
  const fresh = new Map(latest.map((row) => [keyOf(row), row]));
  const kept = earlier.map((row) => fresh.get(keyOf(row)) ?? row);
  const known = new Set(earlier.map(keyOf));
  return {
    date: new Date().toISOString().slice(0, 10),
    rows: [...kept, ...latest.filter((row) => !known.has(keyOf(row)))],
  };
}
