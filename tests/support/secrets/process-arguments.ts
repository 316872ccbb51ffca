import { descendantsOf, readProc } from "../../../bench/running/process-tree";

const samplePeriodMs = 20;

/**
 * The command lines of every process that this one has started, and of what those started, looked at again and again. A
 * test beside this one has processes, too, and may hand to `pulumi config set` what must not be found here.
 */
export class ProcessArguments {
  readonly #seen = new Set<string>();
  readonly #timer: NodeJS.Timeout;
  /** Processes that are running still: also those whose parent has ended. */
  #running = new Set<number>();

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
    const started = [process.pid, ...this.#running].flatMap((pid) => [pid, ...descendantsOf(pid)]);
    this.#running = new Set();
    for (const pid of new Set(started)) {
      const commandLine = readProc(`${pid}/cmdline`);
      // A process that has ended has none.
      if (commandLine !== "" && pid !== process.pid) {
        this.#running.add(pid);
        this.#seen.add(commandLine.replaceAll("\0", " "));
      }
    }
  }
}
