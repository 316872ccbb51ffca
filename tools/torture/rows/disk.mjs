import { chmodSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { withIncident } from "../incident.mjs";
import { failureOf, faultsAtTheEnd, untimely } from "../truth.mjs";

/**
 * Bytes that the state has room in while the list is under way, and once it is on record has not.
 *
 * @param {number} listed
 */
const mostBytes = (listed) => 4500 + 60 * listed;

/** Takes from the superuser, for one command, what lets it write into any folder. */
const withoutSuperpowers = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"];

/**
 * The rows of a state that can't be written: before the first token, and once the list is under way.
 *
 * @param {import("../row.mjs").Extent} extent
 * @returns {import("../row.mjs").RowPlan[]}
 */
export function diskRows({ listed }) {
  const row = (
    /** @type {string} */ what,
    /** @type {(incident: import("../incident.mjs").Incident) => ReturnType<typeof unwritable>} */ run,
  ) => ({
    what,
    where: "dynamic",
    group: /** @type {const} */ ("disk"),
    run: () => withIncident({ door: "dynamic", listed }, run),
  });
  return [
    row("the disk is full when the list is to be recorded", (incident) =>
      unwritable(incident, { through: ["prlimit", `--fsize=${mostBytes(listed)}`] }),
    ),
    row("the state's folder is read-only from the start", (incident) =>
      unwritable(incident, { through: withoutPowers(), readOnlyAt: "start" }),
    ),
    row("the state's folder becomes read-only during the list", (incident) =>
      unwritable(incident, { through: withoutPowers(), readOnlyAt: Math.floor(listed / 2) }),
    ),
  ];
}

function withoutPowers() {
  return process.getuid?.() === 0 ? withoutSuperpowers : [];
}

/**
 * @param {import("../incident.mjs").Incident} incident
 * @param {{ through: string[], readOnlyAt?: number | "start" }} how
 * @returns {Promise<import("../row.mjs").Measured>}
 */
async function unwritable(incident, { through, readOnlyAt }) {
  const { datadog } = incident;
  const stack = await incident.stack("dev");
  const folder = join(stack.backendFolder ?? "", ".pulumi");
  if (readOnlyAt === "start") {
    chmodBelow(folder, 0o555);
  }
  const run = stack.startUp({ through });
  if (typeof readOnlyAt === "number") {
    void datadog.at(readOnlyAt, () => chmodBelow(folder, 0o555));
  }
  const { exitCode, printed } = await run.ended;
  chmodBelow(folder, 0o755);
  const isCutOff = takeAwayCutOff(stack.stateFile);
  const faults = [];
  let left = "Pulumi's file of the state is cut off, and so are its copies";
  if (isCutOff) {
    faults.push(...failureOf(await stack.pulumi("stack", "init")));
  } else {
    const { records, pending, writtenAt } = await stack.now();
    faults.push(...untimely(records, datadog.requests, { writtenAt }));
    faults.push(...failureOf(await stack.gitops("recover")));
    left = pending === 0 ? "nothing is pending" : "one operation is pending";
  }
  if (exitCode === 0) {
    faults.push("the state could be written");
  }
  const asked = datadog.requests.filter(({ method }) => method === "DELETE").length;
  faults.push(...failureOf(await stack.startUp().ended), ...(await faultsAtTheEnd(stack, incident)));
  const told = /(file too large|permission denied|no space left on device)/i.exec(printed)?.[1];
  const first = isCutOff
    ? "the cut-off file taken away, `pulumi stack init`"
    : "leave to write, `datadog-token-gitops recover`";
  return {
    moments: 1,
    outcome: `\`up\` fails (${exitCode}, "${told ?? "?"}") after ${asked === 0 ? "no DELETE" : "the DELETEs"}; ${left}`,
    wayOn: `${first}; then \`pulumi up\``,
    faults,
  };
}

/**
 * Takes away a state that was cut off while it was written: no command of Pulumi's gets by it.
 *
 * @param {string} stateFile
 * @returns {boolean} whether it was cut off
 */
function takeAwayCutOff(stateFile) {
  try {
    JSON.parse(readFileSync(stateFile, "utf8"));
    return false;
  } catch {
    rmSync(stateFile);
    return true;
  }
}

/**
 * @param {string} folder
 * @param {number} mode of it and of all folders below
 */
function chmodBelow(folder, mode) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) {
      chmodBelow(join(folder, entry.name), mode);
    }
  }
  chmodSync(folder, mode);
}
