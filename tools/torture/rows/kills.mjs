import { withIncident } from "../incident.mjs";
import { providersBelow, signalAll } from "../processes.mjs";
import { failureOf, faultsAtTheEnd, untimely } from "../truth.mjs";

/** @typedef {"CLI" | "provider" | "both"} Victim */

/**
 * The ways on after a CLI was killed, as docs/pipelines.md and the CLI's own messages have them.
 *
 * @type {Record<string, (stack: import("../stack.mjs").Stack) => Promise<import("../processes.mjs").End[]>>}
 */
const waysOn = {
  "datadog-token-gitops recover": async (stack) => [await stack.gitops("recover")],
  "pulumi cancel; pulumi refresh --clear-pending-creates": async (stack) => [
    await stack.pulumi("cancel", "--yes"),
    await stack.clearPending(),
  ],
};

/**
 * Kills processes of an `up` with SIGKILL at a number of DELETEs, looks at what the state claims, and takes the way on.
 *
 * @param {import("../incident.mjs").Incident} incident
 * @param {{ victim: Victim, deletes: number, wayOn?: keyof typeof waysOn, backendUrl?: string }} moment
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
  if (wayOn !== undefined && victim !== "provider") {
    faults.push(...((await waysOn[wayOn]?.(stack)) ?? []).flatMap(failureOf));
  }
  faults.push(...failureOf(await stack.startUp().ended), ...(await faultsAtTheEnd(stack, incident)));
  return { pending, faults };
}

/** The victims, by what stands in the table. */
const victims = /** @type {Record<string, Victim>} */ ({
  "`kill -9` of the CLI": "CLI",
  "`kill -9` of the provider": "provider",
  "`kill -9` of both": "both",
});

/**
 * The rows of the kills: each victim behind each door, at moments that are spread over the DELETEs.
 *
 * @param {import("../row.mjs").Extent} extent
 * @returns {import("../row.mjs").RowPlan[]}
 */
export function killRows({ moments, listed, doors }) {
  return Object.entries(victims).flatMap(([what, victim]) =>
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
          const wayOn = Object.keys(waysOn)[moment % 2];
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
          wayOn:
            victim === "provider"
              ? "`pulumi up`"
              : "`datadog-token-gitops recover`, or by hand; then `pulumi up`",
          faults,
        };
      },
    })),
  );
}
