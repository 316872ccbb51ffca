import { withIncident } from "../incident.mjs";
import { failureOf, faultsAtTheEnd } from "../truth.mjs";
import { byAPerson, killOnce } from "./kills.mjs";

/** @typedef {import("../incident.mjs").Incident} Incident */

const isLocked = /currently locked by \d+ lock/;

/**
 * The rows of two runs at once, on one kind of backend.
 *
 * @param {import("../row.mjs").Extent} extent
 * @param {{ name: string, url?: () => Promise<string> }} backend `url`: of a backend that has no stack yet
 * @returns {import("../row.mjs").RowPlan[]}
 */
export function togetherRows({ listed }, { name, url }) {
  const row = (
    /** @type {string} */ what,
    /** @type {(incident: Incident, url: string | undefined) => Promise<import("../row.mjs").Measured>} */ run,
  ) => ({
    what,
    where: name,
    group: /** @type {const} */ ("together"),
    run: async () => {
      const backendUrl = await url?.();
      return withIncident({ door: "dynamic", listed }, (incident) => run(incident, backendUrl));
    },
  });
  const rows = [
    row("two `up` at once on one stack", oneStack),
    row("two `datadog-token-gitops up --lock-wait 120` at once on one stack", oneStackInTurn),
    row("two `up` at once on two stacks with the same tokens", twoStacks),
  ];
  const killed = row("`kill -9` of the CLI", async (incident, backendUrl) => {
    const command = "datadog-token-gitops recover";
    const wayOn = byAPerson[command];
    const moment = {
      victim: /** @type {const} */ ("CLI"),
      deletes: Math.floor(listed / 2),
      ...(wayOn !== undefined && { wayOn }),
    };
    const { pending, faults } = await killOnce(incident, { ...moment, ...(backendUrl && { backendUrl }) });
    const outcome = `a lock, and ${pending} operation pending`;
    return { moments: 1, outcome, wayOn: `\`${command}\`; then \`pulumi up\``, faults };
  });
  // Of a backend of files it has its own rows.
  return url === undefined ? rows : [...rows, killed];
}

/** @type {(incident: Incident, url?: string) => Promise<import("../row.mjs").Measured>} */
async function oneStack(incident, url) {
  const stack = await incident.stack("dev", url);
  const ends = await Promise.all([stack.startUp().ended, stack.startUp().ended]);
  const failed = ends.filter(({ exitCode }) => exitCode !== 0);
  const faults = failed.filter(({ printed }) => !isLocked.test(printed)).flatMap(failureOf);
  if (failed.length === 0) {
    faults.push("both ran at once");
  }
  faults.push(...failureOf(await stack.startUp().ended), ...(await faultsAtTheEnd(stack, incident)));
  const outcome = `${failed.length === 1 ? "one does all, the other" : "each"} ends at once, "currently locked"`;
  return { moments: 1, outcome, wayOn: "`pulumi up`", faults };
}

/** @type {(incident: Incident, url?: string) => Promise<import("../row.mjs").Measured>} */
async function oneStackInTurn(incident, url) {
  const stack = await incident.stack("dev", url);
  const up = () => stack.gitops("up", "--skip-preview", "--lock-wait=120", "--allow-removals");
  const ends = await Promise.all([up(), up()]);
  const faults = [...ends.flatMap(failureOf), ...(await faultsAtTheEnd(stack, incident))];
  return { moments: 1, outcome: "both succeed, one after the other", wayOn: "none is needed", faults };
}

/** @type {(incident: Incident, url?: string) => Promise<import("../row.mjs").Measured>} */
async function twoStacks(incident, url) {
  const stacks = [await incident.stack("one", url), await incident.stack("other", url)];
  const ends = await Promise.all(stacks.map((stack) => stack.startUp().ended));
  const faults = ends.flatMap(failureOf);
  for (const stack of stacks) {
    faults.push(...(await faultsAtTheEnd(stack, incident)));
  }
  const outcome = "both succeed; each token is on record in both, and proven";
  return { moments: 1, outcome, wayOn: "none is needed", faults };
}
