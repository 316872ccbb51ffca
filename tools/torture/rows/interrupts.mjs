import { withIncident } from "../incident.mjs";
import { signalAll } from "../processes.mjs";
import { failureOf, faultsAtTheEnd, untimely } from "../truth.mjs";

/**
 * The rows of Ctrl-C: once and twice in the middle of the list, behind each door.
 *
 * @param {import("../row.mjs").Extent} extent
 * @returns {import("../row.mjs").RowPlan[]}
 */
export function interruptRows({ listed, doors }) {
  return [1, 2].flatMap((times) =>
    doors.map((door) => ({
      what: times === 1 ? "Ctrl-C" : "Ctrl-C twice",
      where: door,
      group: /** @type {const} */ ("interrupts"),
      run: () => withIncident({ door, listed }, (incident) => interrupt(incident, times, listed)),
    })),
  );
}

/**
 * @param {import("../incident.mjs").Incident} incident
 * @param {number} times
 * @param {number} listed
 * @returns {Promise<import("../row.mjs").Measured>}
 */
async function interrupt(incident, times, listed) {
  const { datadog } = incident;
  const stack = await incident.stack("dev");
  const run = stack.startUp();
  await datadog.at(Math.floor(listed / 4), () => {
    stack.noteProcesses(run);
    signalAll([run.pid], "SIGINT");
  });
  if (times > 1 && (await run.says(/cancell?ing/i))) {
    signalAll([run.pid], "SIGINT");
  }
  const { exitCode } = await run.ended;
  const { records, pending, writtenAt } = await stack.now();
  const faults = untimely(records, datadog.requests, { writtenAt });
  if (exitCode === 0) {
    faults.push("the interruption was passed over");
  }
  if (times > 1) {
    faults.push(...failureOf(await stack.gitops("recover")));
  } else if (pending > 0) {
    faults.push("an operation is pending after one Ctrl-C");
  }
  faults.push(...failureOf(await stack.startUp().ended), ...(await faultsAtTheEnd(stack, incident)));
  const left = pending === 0 ? "nothing is pending" : "one operation is pending";
  const recorded = records.length === 1 ? "nothing of the list" : "what was done of the list";
  return {
    moments: 1,
    outcome: `\`up\` fails (${exitCode}); ${recorded} is recorded, ${left}`,
    wayOn: times === 1 ? "`pulumi up`" : "`datadog-token-gitops recover`; then `pulumi up`",
    faults,
  };
}
