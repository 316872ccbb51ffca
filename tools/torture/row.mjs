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
 * The rows as a table.
 *
 * @param {Row[]} rows
 */
export function tableOf(rows) {
  return [
    "| what happens | where | times | what is left | the way on | afterwards |",
    "|---|---|---|---|---|---|",
    ...rows.map(({ what, where, moments, outcome, wayOn, faults }) => {
      const after = faults.length === 0 ? "✓" : `✗ ${faults.length}`;
      return `| ${[what, where, moments, outcome, wayOn, after].join(" | ")} |`;
    }),
  ].join("\n");
}

/** @typedef {{ date: string, rows: Row[] }} Results the rows of the latest run of each, and the day of the last one */
