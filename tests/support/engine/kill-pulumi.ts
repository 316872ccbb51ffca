import { descendantsOf, readProc } from "../../../bench/running/process-tree";

/**
 * Kills Pulumi's CLI below a process as `kill -9` does: what the CLI has started lives on. Linux's `/proc` is needed.
 *
 * @returns what ends those, for the end of the test.
 */
export function killPulumiBelow(pid: number): () => void {
  const all = descendantsOf(pid);
  const running = all.filter((each) => readProc(`${each}/comm`).trim() === "pulumi");
  if (running.length === 0) {
    throw new Error("No pulumi is running.");
  }
  for (const each of running) {
    process.kill(each, "SIGKILL");
  }
  return () => {
    for (const each of all.filter((left) => !running.includes(left))) {
      endIfRunning(each);
    }
  };
}

function endIfRunning(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}
