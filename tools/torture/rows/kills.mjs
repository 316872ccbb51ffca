import { readlinkSync } from "node:fs";
import { withIncident } from "../incident.mjs";
import { providersBelow, signalAll } from "../processes.mjs";
import { failureOf, faultsAtTheEnd, untimely } from "../truth.mjs";

/** @typedef {"CLI" | "provider" | "both"} Victim */
/** @typedef {(stack: import("../stack.mjs").Stack) => Promise<import("../processes.mjs").End[]>} WayOn */

/**
 * The ways on after a CLI was killed, as docs/pipelines.md and the CLI's own messages have them; then comes an `up`.
 *
 * @type {Record<string, WayOn>}
 */
export const byAPerson = {
  "datadog-token-gitops recover": async (stack) => [await stack.gitops("recover")],
  "pulumi cancel; pulumi refresh --clear-pending-creates": async (stack) => [
    await stack.pulumi("cancel", "--yes"),
    await stack.clearPending(),
  ],
};

/**
 * The way on that needs no person: an `up` that knows that the killed run is dead. In a container it can't know, says so, and
 * a person has to.
 *
 * @type {WayOn}
 */
export async function upRecovers(stack) {
  const end = await stack.gitops("up", "--recover", "--skip-preview", "--allow-removals");
  const isRefused = end.exitCode !== 0 && end.printed.includes("which may be running");
  return isInContainer() && isRefused ? [await stack.gitops("recover")] : [end];
}

/** Looks for itself: the command would be excused by its own mistake otherwise. */
function isInContainer() {
  return process.platform === "linux" && readlinkSync("/proc/self/ns/pid") !== "pid:[4026531836]";
}

/**
 * Kills processes of an `up` with SIGKILL at a number of DELETEs, looks at what the state claims, and takes the way on.
 *
 * @param {import("../incident.mjs").Incident} incident
 * @param {{ victim: Victim, deletes: number, wayOn?: WayOn, backendUrl?: string }} moment
 * @returns {Promise<{ pending: number, faults: string[] }>}
 */
export async function killOnce(incident, { victim, deletes, wayOn, backendUrl }) {
  const { datadog } = incident;
  const stack = await incident.stack("dev", backendUrl);
  const run = stack.startUp();
  let killed = 0;
  await datadog.at(deletes, () => {
    stack.noteProcesses(run);
    const providers = providersBelow(run.pid);
    const pids = [...(victim === "provider" ? [] : [run.pid]), ...(victim === "CLI" ? [] : providers)];
    signalAll(pids, "SIGKILL");
    killed = pids.length;
  });
  const end = await run.ended;
  const { records, pending, writtenAt } = await stack.now();
  const faults = untimely(records, datadog.requests, { writtenAt });
  if (killed === 0 || end.exitCode === 0) {
    faults.push("nothing was killed");
  }
  if (wayOn !== undefined) {
    faults.push(...(await wayOn(stack)).flatMap(failureOf));
  }
  faults.push(...failureOf(await stack.startUp().ended));
  faults.push(...(await faultsAtTheEnd(stack, incident).catch((error) => [String(error)])));
  return { pending, faults };
}

/** @type {Record<string, { victim: Victim, waysOn: WayOn[], told: string }>} */
const kills = {
  "`kill -9` of the CLI": { victim: "CLI", ...toldByAPerson() },
  "`kill -9` of the provider": { victim: "provider", waysOn: [], told: "`pulumi up`" },
  "`kill -9` of both": { victim: "both", ...toldByAPerson() },
  "`kill -9` of the CLI, and the next run on the same machine": { victim: "CLI", ...toldByNobody() },
  "`kill -9` of both, and the next run on the same machine": { victim: "both", ...toldByNobody() },
};

function toldByAPerson() {
  return {
    waysOn: Object.values(byAPerson),
    told: "`datadog-token-gitops recover`, or by hand; then `pulumi up`",
  };
}

function toldByNobody() {
  return { waysOn: [upRecovers], told: "`datadog-token-gitops up --recover`" };
}

/**
 * The rows of the kills: each victim behind each door, at moments that are spread over the DELETEs.
 *
 * @param {import("../row.mjs").Extent} extent
 * @returns {import("../row.mjs").RowPlan[]}
 */
export function killRows({ moments, listed, doors }) {
  return Object.entries(kills).flatMap(([what, { victim, waysOn, told }]) =>
    doors.map((door) => ({
      what,
      where: door,
      group: /** @type {const} */ ("kills"),
      run: async () => {
        const faults = [];
        const left = new Set();
        for (let moment = 0; moment < moments; moment++) {
          const deletes =
            moments === 1 ? Math.floor(listed / 2) : Math.round((moment * (listed + 2)) / (moments - 1));
          const wayOn = waysOn[moment % waysOn.length];
          const ended = await withIncident({ door, listed }, (incident) =>
            killOnce(incident, { victim, deletes, ...(wayOn !== undefined && { wayOn }) }),
          );
          left.add(ended.pending);
          faults.push(...ended.faults.map((fault) => `after ${deletes} DELETEs: ${fault}`));
        }
        const pending = left.has(1) ? "a lock, and at most one operation pending" : "a lock";
        return {
          moments,
          outcome: victim === "provider" ? "`up` fails (1); nothing is pending" : pending,
          wayOn: told,
          faults,
        };
      },
    })),
  );
}
