import type { Clock } from "../datadog";
import { everyUnref, type Every } from "./interval";

/** Where progress lines go, and when. */
export interface ProgressOptions {
  clock: Clock;
  /** What the calls are waiting for, in words, or undefined while they are under way. */
  waitingFor?: () => string | undefined;
  /** Prints a line; the engine shows what a provider prints as an ordinary message. @defaultValue console.log */
  print?: (line: string) => void;
  /** Calls back regularly until it is stopped. @defaultValue an interval that does not keep the process alive */
  every?: Every;
}

const periodMs = 2_000;
const patientPeriodMs = 10_000;
const patientAfterMs = 60_000;

/** Shows people that a batch lives: how much is done, what it waits for, how long it may still take. */
export class Progress {
  private done = 0;
  private failed = 0;
  private readonly startedAt: number;
  private lastLineAt: number;
  private readonly stopTimer: () => void;

  constructor(
    private readonly total: number,
    private readonly options: ProgressOptions,
  ) {
    this.startedAt = this.lastLineAt = options.clock.now();
    this.stopTimer = (options.every ?? everyUnref)(periodMs, () => this.tick());
  }

  /** One more token is settled, for better or worse. */
  settled(isDone: boolean): void {
    if (isDone) {
      this.done += 1;
    } else {
      this.failed += 1;
    }
  }

  /** No more lines. */
  stop(): void {
    this.stopTimer();
  }

  private tick(): void {
    const now = this.options.clock.now();
    // An hour behind a rate limit need not fill eighteen hundred lines.
    const isPatient = now - this.startedAt > patientAfterMs;
    if (now - this.lastLineAt < (isPatient ? patientPeriodMs : periodMs)) {
      return;
    }
    this.lastLineAt = now;
    (this.options.print ?? console.log)(this.line(now));
  }

  private line(now: number): string {
    const settled = this.done + this.failed;
    const parts = [`${counted(settled)} of ${counted(this.total)} tokens asked for`];
    if (this.failed > 0) {
      parts.push(`${counted(this.failed)} failed`);
    }
    const waiting = this.options.waitingFor?.();
    if (waiting) {
      parts.push(waiting);
    }
    const left = ((now - this.startedAt) / settled) * (this.total - settled);
    if (settled > 0) {
      parts.push(`about ${duration(left)} left`);
    }
    return `Datadog: ${parts.join("; ")}`;
  }
}

/** A count as people read it: 1,000. */
export function counted(count: number): string {
  // Not toLocaleString: loading a locale takes 40 ms at the start of every batch.
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
