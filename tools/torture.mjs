/**
 * Interrupts `pulumi up` in every way that is known, with the real CLI and engine and a simulated Datadog, takes the way on that
 * docs/interruptions.md names, and looks whether each token is dead, proven and recorded once, and nothing else was touched.
 * `npm run torture` tries each kill at 17 moments of an `up` of 200 tokens; `--only GROUP` and `--row 'WHAT (WHERE)'` run a part,
 * `--moments` and `--listed` change the size, and `--write` writes the page's table, which takes nothing smaller than that.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkoutFolder } from "./running/checkout.mjs";
import { withTorture } from "./docs/interruptions-page.mjs";
import { startPostgres } from "./torture/postgres.mjs";
import { groups, tableOf } from "./torture/row.mjs";
import { clockRows } from "./torture/rows/clock.mjs";
import { diskRows } from "./torture/rows/disk.mjs";
import { interruptRows } from "./torture/rows/interrupts.mjs";
import { killRows } from "./torture/rows/kills.mjs";
import { togetherRows } from "./torture/rows/together.mjs";

/** The size of a full run: the page has nothing smaller. */
const full = { moments: 17, listed: 200 };

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true, default: [...groups] },
    row: { type: "string", multiple: true },
    moments: { type: "string", default: String(full.moments) },
    listed: { type: "string", default: String(full.listed) },
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});

/** @type {import("./torture/row.mjs").Extent} */
const extent = {
  moments: Number(values.moments),
  listed: Number(values.listed),
  doors: ["dynamic", "plugin"],
};
if (values.write && (extent.moments < full.moments || extent.listed < full.listed)) {
  process.stderr.write(
    `The page takes full runs only: --moments ${full.moments} and --listed ${full.listed} at least.\n`,
  );
  process.exit(2);
}
/** @type {import("./torture/postgres.mjs").Postgres | undefined} */
let postgres;
const newDatabase = async () => (postgres ??= await startPostgres()).newDatabase();
const plans = [
  ...killRows(extent),
  ...interruptRows(extent),
  ...togetherRows(extent, { name: "file backend" }),
  ...togetherRows(extent, { name: "PostgreSQL", url: newDatabase }),
  ...diskRows(extent),
  ...clockRows(extent),
].filter(
  ({ group, what, where }) =>
    values.only.includes(group) && (values.row?.includes(`${what} (${where})`) ?? true),
);

/** @type {import("./torture/row.mjs").Row[]} */
const rows = [];
try {
  for (const { what, where, run } of plans) {
    process.stderr.write(`${what} (${where}) …\n`);
    const start = performance.now();
    const measured = await run();
    const row = { what, where, ...measured, seconds: Math.round((performance.now() - start) / 1000) };
    rows.push(row);
    if (values.write) {
      writeRow(row);
    }
    for (const fault of measured.faults) {
      process.stderr.write(`✗ ${fault}\n`);
    }
  }
} finally {
  await postgres?.stop();
}
process.stdout.write(`${values.json ? JSON.stringify(rows) : tableOf(rows)}\n`);
process.exitCode = rows.some(({ faults }) => faults.length > 0) ? 1 : 0;

/**
 * Writes a row into the results, in the place of an earlier run's, and the page anew.
 *
 * @param {import("./torture/row.mjs").Row} row
 */
function writeRow(row) {
  const file = join(checkoutFolder, "tools", "torture", "results.json");
  const page = join(checkoutFolder, "docs", "interruptions.md");
  /** @type {import("./torture/row.mjs").Results} */
  const { rows: earlier } = JSON.parse(readFileSync(file, "utf8"));
  const index = earlier.findIndex(({ what, where }) => what === row.what && where === row.where);
  const dated = { ...row, date: new Date().toISOString().slice(0, 10) };
  const results = { rows: index < 0 ? [...earlier, dated] : earlier.with(index, dated) };
  writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(page, withTorture(readFileSync(page, "utf8"), results));
}
