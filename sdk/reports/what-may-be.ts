import type { FindingCollector } from "./findings/finding-collector";
import type { UntoldToken } from "./findings/leak-report";
import { isBinary } from "./text/binary-text";

interface Appearance {
  /** A place that may hide a token. */
  suspicion: UntoldToken | undefined;
  /** The beginning of the report's text. */
  beginning: string;
  /** True if it was packed in another report. */
  isPart: boolean;
}

/** Tells what may hide something, where nothing was found. */
export function addWhatMayBe(
  collector: FindingCollector,
  { suspicion, beginning, isPart }: Appearance,
): void {
  if (suspicion !== undefined) {
    collector.addUntold(suspicion.place, suspicion.reason);
  } else if (beginning.startsWith("%PDF-")) {
    collector.problems.push(
      "It is a PDF, whose text is packed and in pieces, so what is in it can't be told: let it be written as text.",
    );
  } else if (!isPart && isBinary(beginning)) {
    collector.problems.push(
      "It is no text, so what is in it can't be told: unpack it, or let it be written as text (JSON, SARIF, CSV).",
    );
  }
}
