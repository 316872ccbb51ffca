import { readFileSync, readdirSync } from "node:fs";

/**
 * @typedef {object} Run a command of Pulumi's that is under way
 * @property {number} pid
 * @property {Promise<End>} ended
 * @property {(words: RegExp) => Promise<boolean>} says waits until it has printed something; false if it ends without
 */

/**
 * @typedef {object} End
 * @property {number | null} exitCode null if a signal ended it
 * @property {string} printed standard output and error, as they came
 */

/**
 * Every process below this one, parents before children. Linux's `/proc` is needed.
 *
 * @param {number} pid
 * @returns {number[]}
 */
export function descendantsOf(pid) {
  const children = foldersIn(`${pid}/task`).flatMap((thread) =>
    textOf(`${pid}/task/${thread}/children`).split(" ").filter(Boolean).map(Number),
  );
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/** The commands that serve our resources: Pulumi's dynamic provider, or the plugin's file. */
const providerCommand =
  /dynamic-provider|datadog-token-revocation[/]plugin|plugin[.]cjs|pulumi-resource-datadog/;

/**
 * The processes below a CLI that serve our resources.
 *
 * @param {number} pid the CLI's
 */
export function providersBelow(pid) {
  return descendantsOf(pid).filter((each) => providerCommand.test(textOf(`${each}/cmdline`)));
}

/**
 * A process with the time of its start: another one may have its number later.
 *
 * @param {number} pid
 * @returns {{ pid: number, startedAt: string }}
 */
export function identified(pid) {
  // Behind the name, which may hold spaces and brackets, the start is the 20th field (proc(5)).
  const [, fields = ""] = /\) (.*)/s.exec(textOf(`${pid}/stat`)) ?? [];
  return { pid, startedAt: fields.split(" ")[19] ?? "" };
}

/**
 * Sends a signal to processes, whichever of them still run.
 *
 * @param {number[]} pids
 * @param {NodeJS.Signals} signal
 */
export function signalAll(pids, signal) {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended by itself.
    }
  }
}

/** @param {string} path below `/proc` */
function textOf(path) {
  try {
    return readFileSync(`/proc/${path}`, "utf8");
  } catch {
    return "";
  }
}

/** @param {string} path below `/proc` */
function foldersIn(path) {
  try {
    return readdirSync(`/proc/${path}`);
  } catch {
    return [];
  }
}
