import { descendantsOf, readProc } from "./process-tree";

/** Watches one process below another until it is asked. */
export interface MemoryWatch {
  /** The most that the process has had in memory at once, in MiB, and ends the watch; undefined if it was not seen. */
  peakMiB(): number | undefined;
}

/** The pause between two looks: the kernel keeps the high-water mark, so only the last moments can be missed. */
const intervalMs = 50;

/**
 * Watches the provider's process that Pulumi's CLI starts, the dynamic provider's or the plugin's: `VmHWM` of `/proc/<pid>/status`.
 *
 * @param pid the CLI's; other providers of the machine are not its children and so not counted.
 */
export function watchProviderMemory(pid: number): MemoryWatch {
  let provider: number | undefined;
  let peakKiB: number | undefined;
  const look = () => {
    provider ??= descendantsOf(pid).find(isProvider);
    if (provider === undefined) {
      return;
    }
    const [, kiB] = /^VmHWM:\s+(\d+) kB$/m.exec(readProc(`${provider}/status`)) ?? [];
    if (kiB !== undefined) {
      peakKiB = Number(kiB);
    }
  };
  const timer = setInterval(look, intervalMs);
  return {
    peakMiB: () => {
      clearInterval(timer);
      return peakKiB === undefined ? undefined : peakKiB / 1024;
    },
  };
}

/** The process that runs the script: neither the shell that starts it, nor what the shell asks where the script is. */
function isProvider(pid: number): boolean {
  const [, script = ""] = readProc(`${pid}/cmdline`).split("\0");
  return /\/(cmd\/dynamic-provider(\/index\.js)?|plugin\.cjs)$/.test(script);
}
