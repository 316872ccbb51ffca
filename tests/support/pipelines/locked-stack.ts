import { readlinkSync } from "node:fs";
import type { KnownOwner } from "../../../cli/gitops/locks/lock-owner";

/** The end of a command of Pulumi's CLI 3.259.0 on a stack of a file backend that another run has locked. */
export function lockedBy({ host, processId }: Pick<KnownOwner, "host" | "processId">) {
  return {
    exitCode: 1,
    stderr: [
      "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.",
      `  file:///state/.pulumi/locks/organization/revocations/prod/4d.json?no_tmp_dir=true: created by ci@${host} (pid ${processId}) at 2026-11-28T08:35:05Z`,
      "",
    ].join("\n"),
  };
}

/** Tells whether the tests run in a container, from which the processes of the host can't be seen. It looks for itself. */
export function isInContainer(): boolean {
  return process.platform === "linux" && readlinkSync("/proc/self/ns/pid") !== "pid:[4026531836]";
}
