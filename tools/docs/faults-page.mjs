import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../running/checkout.mjs";

const begin = "<!-- faults: written by `npm run faults` from tests/fixtures/faults -->";
const end = "<!-- /faults -->";

const shortClaims = {
  provenRevoked: "proven",
  provenGone: "not ours",
  unproven: "not proven",
  acceptedNotFound: "accepted",
  toBeDone: "left to be done",
  removed: "removed",
  none: "not recorded",
  live: "live",
  notAccepted: "not accepted",
  untold: "can't be told",
  notKnown: "not known",
};

/** @typedef {[faults: string, claim: keyof typeof shortClaims, ends: string, token: string, requests: number, seconds: number, warnings: number]} Row */

/**
 * The page with its table between the two markers.
 *
 * @param {string} page
 * @returns {string}
 * @throws {Error} if a marker is missing
 */
export function withFaults(page) {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`The page has no place for the table of faults: ${begin} and ${end}.`);
  }
  return `${page.slice(0, from)}${begin}\n\n${table()}\n\n${page.slice(to)}`;
}

/** @param {string} name */
function read(name) {
  return JSON.parse(
    readFileSync(join(checkoutFolder, "tests", "fixtures", "faults", `${name}.json`), "utf8"),
  );
}

/** A table whose columns are the faults; those that come to the same in every operation share one. */
function table() {
  /** @type {{ words: [string, string][], groups: Record<string, string[]> }} */
  const { words, groups } = read("faults");
  /** @type {Record<string, Row[]>} */
  const always = read("always");
  /** @type {Record<string, Row[]>} */
  const once = read("once");
  const operations = Object.keys(always);
  /** @type {Map<string, string[]>} */
  const columns = new Map();
  for (const [fault] of words) {
    const cells = operations.map((operation) => {
      const [forGood, first] = [always, once].map((rows) => cellOf(rows[operation] ?? [], fault, groups));
      return forGood === first ? forGood : `${forGood}<br>*once:* ${first}`;
    });
    const key = JSON.stringify(cells);
    columns.set(key, [...(columns.get(key) ?? []), fault]);
  }
  const body = [...columns.keys()].map((key) => /** @type {string[]} */ (JSON.parse(key)));
  return [
    `| | ${[...columns.values()].map((faults) => faults.join("<br>")).join(" | ")} |`,
    `|---|${body.map(() => "---|").join("")}`,
    ...operations.map(
      (operation, index) => `| **${operation}** | ${body.map((cells) => cells[index]).join(" | ")} |`,
    ),
  ].join("\n");
}

/**
 * @param {Row[]} rows
 * @param {string} fault
 * @param {Record<string, string[]>} groups
 * @returns {string}
 * @throws {Error} if the table has no such cell
 */
function cellOf(rows, fault, groups) {
  const row = rows.find(([faults]) =>
    faults.split(" + ").some((name) => (groups[name] ?? [name]).includes(fault)),
  );
  if (row === undefined) {
    throw new Error(`The table of faults says nothing of "${fault}".`);
  }
  const [, claim, ends, , requests, seconds, warnings] = row;
  const sign = ends === "fails" ? "✗ " : warnings > 0 ? "⚠ " : "";
  return `${sign}${shortClaims[claim]}, ${requests}×, ${seconds} s`;
}
