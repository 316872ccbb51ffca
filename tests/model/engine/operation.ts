import type { Line } from "../world/line";
import type { Failure, ProviderProcess } from "./provider-process";

/** One run under way. */
export class Operation {
  readonly process: ProviderProcess;
  readonly line: Line;
  readonly failures: Failure[] = [];
  changes = 0;

  constructor(process: ProviderProcess, line: Line) {
    this.process = process;
    this.line = line;
  }

  get hasFailed(): boolean {
    return this.failures.length > 0;
  }

  fails(result: object): result is { failure: Failure } {
    // Of a process that is killed nobody hears.
    if (this.line.isCut) {
      this.failures.push({ message: "killed" });
      Object.assign(result, { failure: { message: "killed" } });
      return true;
    }
    if ("failure" in result) {
      this.failures.push(result.failure as Failure);
      return true;
    }
    return false;
  }
}
