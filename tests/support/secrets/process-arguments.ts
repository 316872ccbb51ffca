import { readdirSync, readFileSync } from "node:fs";

const samplePeriodMs = 20;

/** The command lines of every process of this machine, looked at again and again. */
export class ProcessArguments {
  readonly #seen = new Set<string>();
  readonly #timer: NodeJS.Timeout;

  constructor() {
    this.#timer = setInterval(() => {
      this.#look();
    }, samplePeriodMs).unref();
  }

  /** Ends the looking. @returns every command line that was seen. */
  stop(): string[] {
    clearInterval(this.#timer);
    return [...this.#seen];
  }

  #look(): void {
    for (const process of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        this.#seen.add(readFileSync(`/proc/${process}/cmdline`, "utf8").replaceAll("\0", " "));
      } catch {
        // It has ended meanwhile.
      }
    }
  }
}
