import { withIncident } from "../incident.mjs";
import { failureOf, faultsAtTheEnd } from "../truth.mjs";
import { byAPerson, killOnce, upRecovers } from "./kills.mjs";

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
  const command = "datadog-token-gitops recover";
  const killed = (
    /** @type {string} */ what,
    /** @type {import("./kills.mjs").WayOn | undefined} */ wayOn,
    /** @type {string} */ told,
  ) =>
    row(what, async (incident, backendUrl) => {
      const moment = { victim: /** @type {const} */ ("CLI"), deletes: Math.floor(listed / 2) };
      const { pending, faults } = await killOnce(incident, {
        ...moment,
        ...(wayOn && { wayOn }),
        ...(backendUrl && { backendUrl }),
      });
      return { moments: 1, outcome: `a lock, and ${pending} operation pending`, wayOn: told, faults };
    });
  const kills = [
    killed("`kill -9` of the CLI", byAPerson[command], `\`${command}\`; then \`pulumi up\``),
    killed(
      "`kill -9` of the CLI, and the next run on the same machine",
      upRecovers,
      "`datadog-token-gitops up --recover`",
    ),
  ];
  // Of a backend of files they have rows of their own.
  return url === undefined ? rows : [...rows, ...kills];
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
