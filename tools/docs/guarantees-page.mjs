import { claims } from "../../dist/provider/schema/claim.js";
import { endings, guaranteeOf } from "../../dist/provider/schema/guarantees.js";
import { deleteOutcomes } from "../../dist/provider/schema/revocation-status.js";

const begin = "<!-- guarantees: written by `npm run guarantees` from provider/schema -->";
const end = "<!-- /guarantees -->";

/**
 * The page with its tables between the two markers.
 *
 * @param {string} page
 * @returns {string}
 * @throws {Error} if a marker is missing
 */
export function withGuarantees(page) {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`The page has no place for the tables of guarantees: ${begin} and ${end}.`);
  }
  const tables = [claimsTable(), "", guaranteesTable()].join("\n");
  return `${page.slice(0, from)}${begin}\n\n${tables}\n\n${page.slice(to)}`;
}

function claimsTable() {
  return [
    "| claim | `proof` | what it means |",
    "|---|---|---|",
    ...Object.values(claims).map(
      ({ words, isProof, meaning }) => `| ${words} | ${isProof ? "✓" : "✗"} | ${meaning} |`,
    ),
  ].join("\n");
}

const seen = { alive: "alive", absent: "404", notKnown: "no answer" };
const answers = { deleted: "204", notFound: "404" };

function guaranteesTable() {
  const rows = deleteOutcomes.flatMap((outcome) =>
    Object.entries(endings).map(([ending, words]) => {
      const guarantee = guaranteeOf(outcome, /** @type {keyof typeof endings} */ (ending));
      const lost = outcome.lostAttempt === true ? ", after a response that was lost" : "";
      const claimed =
        guarantee === "refusedDelete"
          ? "none: the run fails, since the DELETE never hit this token"
          : claims[guarantee].words;
      const status = guarantee === "refusedDelete" ? "" : `\`${outcome.status}\``;
      return `| ${seen[outcome.seenBefore]} | ${answers[outcome.answer]}${lost} | ${words} | ${status} | ${claimed} |`;
    }),
  );
  return [
    "| seen before | the DELETE | asked afterwards | `status` | claimed |",
    "|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}
