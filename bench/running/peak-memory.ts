import { descendantsOf, readProc } from "./process-tree";

/** Watches processes below another until it is asked. */
export interface MemoryWatch {
  /** The most that one of the processes has had in memory at once, in MiB, and ends the watch; undefined if none was seen. */
  peakMiB(): number | undefined;
}

/** The pause between two looks: the kernel keeps the high-water mark, so only the last moments can be missed. */
const intervalMs = 50;

/**
 * Watches the provider's processes that Pulumi's CLI starts, the dynamic provider's or the plugin's: `VmHWM` of
 * `/proc/<pid>/status`. A program in YAML has two of the plugin: one is asked for the schema, the other does the work.
 *
 * @param pid the CLI's; other providers of the machine are not its children and so not counted.
 */
export function watchProviderMemory(pid: number): MemoryWatch {
  let peakKiB: number | undefined;
  const look = () => {
    for (const provider of descendantsOf(pid).filter(isProvider)) {
      const [, kiB] = /^VmHWM:\s+(\d+) kB$/m.exec(readProc(`${provider}/status`)) ?? [];
      if (kiB !== undefined) {
        peakKiB = Math.max(peakKiB ?? 0, Number(kiB));
      }
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
