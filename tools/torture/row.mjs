/**
 * @typedef {object} Extent how much of everything is tried
 * @property {number} moments of each kill
 * @property {number} listed tokens of the list
 * @property {import("./incident.mjs").Door[]} doors
 */

/**
 * @typedef {object} Measured
 * @property {number} moments how often it was tried
 * @property {string} outcome what a user sees, and what is left
 * @property {string} wayOn the documented way on, which was taken
 * @property {string[]} faults what was not as it has to be; none if all is well
 */

/** @typedef {"kills" | "interrupts" | "together" | "disk" | "clock"} Group */

/** @typedef {{ what: string, where: string, group: Group, run: () => Promise<Measured> }} RowPlan */

/** @typedef {Measured & { what: string, where: string, seconds: number }} Row */

export const groups = /** @type {const} */ (["kills", "interrupts", "together", "disk", "clock"]);

/**
 * The rows as a table, in which those that differ in their place alone are one.
 *
 * @param {Row[]} rows
 */
export function tableOf(rows) {
  const groups = Map.groupBy(rows, ({ what, outcome, wayOn }) => [what, outcome, wayOn].join("\n"));
  return [
    "| what happens | where | times | what is left | the way on | afterwards |",
    "|---|---|---|---|---|---|",
    ...[...groups.values()].map((group) => {
      const [what = "", outcome = "", wayOn = ""] = [group[0]?.what, group[0]?.outcome, group[0]?.wayOn];
      const where = group.map((row) => row.where).join(", ");
      const times = group.reduce((sum, { moments }) => sum + moments, 0);
      const faults = group.reduce((sum, row) => sum + row.faults.length, 0);
      const after = faults === 0 ? "✓" : `✗ ${faults}`;
      return `| ${[what, where, times, outcome, wayOn, after].join(" | ")} |`;
    }),
  ].join("\n");
}

/** @typedef {{ rows: (Row & { date: string })[] }} Results the rows of the latest run of each, and its day */
