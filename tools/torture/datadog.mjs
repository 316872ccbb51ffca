import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * @typedef {object} SeenRequest a request that the simulator has answered; times are milliseconds since the epoch
 * @property {string} method
 * @property {string} [tokenId] the token that its path names
 * @property {number} [status]
 * @property {number} at its arrival
 * @property {number} answeredAt the time just before the response left
 */

/**
 * @typedef {object} Datadog a simulated Datadog in a process of its own
 * @property {string} url
 * @property {{ tokenId: string, publicPortion: string }[]} tokens
 * @property {SeenRequest[]} requests everything that was answered so far, as it came
 * @property {(deletes: number, act: () => void) => Promise<void>} at acts at once when so many DELETEs were answered; with
 *   0, when anything was
 * @property {(quietMs: number, act: () => void) => void} pause acts once, when for so long nothing was asked
 * @property {() => Promise<{ alive: string[], violations: unknown[] }>} report
 * @property {() => void} stop
 */

/**
 * Starts a simulator.
 *
 * @param {Pick<import("datadog-token-simulator").SimulatorOptions, "tokens" | "rateLimit">} order
 * @returns {Promise<Datadog>}
 */
export async function startDatadog(order) {
  const child = fork(fileURLToPath(new URL("simulator-child.mjs", import.meta.url)), [JSON.stringify(order)]);
  /** @type {SeenRequest[]} */
  const requests = [];
  /** @type {((deletes: number) => void)[]} */
  let watchers = [];
  let deletes = 0;
  child.on("message", (/** @type {{ request?: SeenRequest }} */ { request }) => {
    if (request !== undefined) {
      requests.push(request);
      deletes += Number(request.method === "DELETE");
      for (const watch of [...watchers]) {
        watch(deletes);
      }
    }
  });
  /**
   * @template {string} Kind
   * @param {Kind} kind
   * @returns {Promise<any>}
   */
  const next = (kind) =>
    new Promise((resolve, reject) => {
      child.once("exit", () => reject(new Error("The simulator's process has ended before its time.")));
      /** @param {Record<string, unknown>} message */
      const listen = (message) => {
        if (kind in message) {
          child.off("message", listen);
          resolve(message[kind]);
        }
      };
      child.on("message", listen);
    });
  const { url, tokens } = await next("listening");
  return {
    url,
    tokens,
    requests,
    at: (wanted, act) =>
      new Promise((resolve) => {
        /** @param {number} seen */
        const watch = (seen) => {
          if (seen >= wanted) {
            watchers = watchers.filter((other) => other !== watch);
            act();
            resolve();
          }
        };
        watchers.push(watch);
      }),
    pause: (quietMs, act) => {
      const timer = setTimeout(() => {
        watchers = watchers.filter((watch) => watch !== again);
        act();
      }, quietMs);
      const again = () => timer.refresh();
      watchers.push(again);
    },
    report: () => {
      const report = next("report");
      child.send("report");
      return report;
    },
    stop: () => {
      child.removeAllListeners("exit");
      if (child.connected) {
        child.disconnect();
      }
    },
  };
}
