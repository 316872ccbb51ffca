import { readlinkSync } from "node:fs";
import { hostname } from "node:os";
import type { Machine } from "./lock-owner";

/** The number that Linux gives to the host's own process namespace (include/linux/proc_ns.h: PROC_PID_INIT_INO). */
const hostsProcesses = "pid:[4026531836]";

/** The machine on which this process runs. */
export const thisMachine: Machine = {
  host: hostname(),
  seesAllProcesses: isOutsideContainers(),
  isRunning: (processId) => {
    try {
      process.kill(processId, 0);
      return true;
    } catch (error) {
      // EPERM: somebody else's, and running.
      return error instanceof Error && "code" in error && error.code === "EPERM";
    }
  },
};

function isOutsideContainers(): boolean {
  if (process.platform !== "linux") {
    return true;
  }
  try {
    return readlinkSync("/proc/self/ns/pid") === hostsProcesses;
  } catch {
    return false;
  }
}
