import type { LocateMeans } from "../../../provider/datadog/locate/locate-texts";
import { good, untold, wrong, type Finding } from "./finding";

type SendAttempt = NonNullable<LocateMeans["send"]>;

/** The largest difference of the clocks that does no harm, in seconds. */
const mostSeconds = 60;

/** A sender that notes by how much the server's clock differs from this machine's. */
export class ClockWatch {
  /** The smallest difference that was seen, in milliseconds: an answer that was under way for long differs more. */
  #differenceMs: number | undefined;
  readonly send: SendAttempt;

  constructor(send: SendAttempt, now: () => number) {
    this.send = async (request) => {
      const result = await send(request);
      const sentAt = result.kind === "response" ? Date.parse(result.headers["date"] ?? "") : Number.NaN;
      if (!Number.isNaN(sentAt)) {
        const differenceMs = now() - sentAt;
        const isNearer =
          this.#differenceMs === undefined || Math.abs(differenceMs) < Math.abs(this.#differenceMs);
        this.#differenceMs = isNearer ? differenceMs : this.#differenceMs;
      }
      return result;
    };
  }

  /** Judges this machine's clock by the `Date` of the responses. */
  finding(): Finding {
    return clockFinding(this.#differenceMs);
  }
}

/** Judges a clock by its difference from a server's in milliseconds; positive is ahead of it. */
export function clockFinding(differenceMs: number | undefined): Finding {
  const subject = "clock";
  if (differenceMs === undefined) {
    return untold(subject, "no server told its time.");
  }
  const seconds = Math.round(Math.abs(differenceMs) / 1000);
  return seconds <= mostSeconds
    ? good(subject, `within ${mostSeconds} s of the server's.`)
    : wrong(
        subject,
        `this machine's is ${seconds} s ${differenceMs > 0 ? "ahead of" : "behind"} the server's. The times in the record would be ` +
          "wrong, and the limit of a day with them: set it (NTP).",
      );
}
