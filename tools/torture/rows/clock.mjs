import { fileURLToPath } from "node:url";
import { withIncident } from "../incident.mjs";
import { providersBelow, signalAll } from "../processes.mjs";
import { faultsAtTheEnd } from "../truth.mjs";

const hourMs = 3_600_000;
/** Silence on the wire that means that the provider waits for the next window of the rate limit. */
const pauseMs = 150;
const preload = fileURLToPath(new URL("../shifted-clock.cjs", import.meta.url));

/**
 * The rows of a clock that is set while a list is revoked, in the provider's process: by an hour, and right again
 * while nothing is on its way, so that no response tells of it.
 *
 * @param {import("../row.mjs").Extent} extent
 * @returns {import("../row.mjs").RowPlan[]}
 */
export function clockRows({ listed, doors }) {
  return [hourMs, -hourMs].flatMap((shiftMs) =>
    doors.map((door) => ({
      what: `the clock is set ${shiftMs > 0 ? "forward" : "back"} by an hour, and right again later`,
      where: door,
      group: /** @type {const} */ ("clock"),
      run: () => withIncident({ door, listed }, (incident) => shift(incident, shiftMs, listed)),
    })),
  );
}

/**
 * @param {import("../incident.mjs").Incident} incident
 * @param {number} shiftMs
 * @param {number} listed
 * @returns {Promise<import("../row.mjs").Measured>}
 */
async function shift(incident, shiftMs, listed) {
  const { datadog } = incident;
  const stack = await incident.stack("dev");
  const run = stack.startUp({
    environment: { NODE_OPTIONS: `--require=${preload}`, TORTURE_SHIFT_MS: String(shiftMs) },
  });
  let turns = 0;
  const turn = () => {
    turns += 1;
    signalAll(providersBelow(run.pid), "SIGUSR2");
  };
  void datadog.at(Math.floor(listed / 4), turn).then(() => datadog.pause(pauseMs, turn));
  const { exitCode, printed } = await run.ended;
  const faults = exitCode === 0 ? [] : [`up has failed (${exitCode}): ${printed}`];
  if (turns !== 2) {
    faults.push("the clock was not set twice");
  }
  faults.push(...(await faultsAtTheEnd(stack, incident)));
  return {
    moments: 1,
    outcome: "`up` succeeds; the record is dated as if nothing had been",
    wayOn: "none is needed",
    faults,
  };
}
