import { tableOf } from "../torture/row.mjs";

const begin = "<!-- torture: written by `npm run torture -- --write` from real runs -->";
const end = "<!-- /torture -->";

/**
 * The page with its table between the two markers.
 *
 * @param {string} page
 * @param {import("../torture/row.mjs").Results} results
 * @returns {string}
 * @throws {Error} if a marker is missing
 */
export function withTorture(page, { rows }) {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`The page has no place for the table of interruptions: ${begin} and ${end}.`);
  }
  const moments = rows.reduce((sum, row) => sum + row.moments, 0);
  const minutes = Math.round(rows.reduce((sum, row) => sum + row.seconds, 0) / 60);
  const [last = "", ...earlier] = [...new Set(rows.map(({ date }) => date))].toSorted().reverse();
  const former = earlier.map((day) => {
    const names = rows.filter(({ date }) => date === day).map(({ what, where }) => `${what} (${where})`);
    return ` Of ${day} are: ${names.join("; ")}.`;
  });
  const measured = `Measured on ${last}: ${moments} runs in ${minutes} minutes.${former.join("")}`;
  return `${page.slice(0, from)}${begin}\n\n${measured}\n\n${tableOf(rows)}\n\n${page.slice(to)}`;
}
