import { tokenSpotAt, tokenSpotsIn } from "../../../provider/datadog/token/token-spots";
import type { FindingCollector } from "../findings/finding-collector";
import { JsonFinds } from "../json/json-finds";
import type { NumberedRules } from "../json/numbered-rules";
import type { TextFinds } from "./text-finds";

const plainToken = /dd[ps]at_[0-9A-Za-z]{22}(?![0-9A-Za-z])/g;

/** A value of JSON or a row of a table, its text, and the place at which it stands. */
interface ReportRecord {
  value: unknown;
  text: string;
  start: number;
}

/**
 * Finds tokens in a record: in its texts, and beside them where a key stands twice, where a token is in pieces in several
 * texts, or in a list of bytes.
 *
 * @returns the files beside the report in which more of its results stand
 */
export function readRecord(
  { value, text, start }: ReportRecord,
  { collector, rules, texts }: { collector: FindingCollector; rules: NumberedRules; texts: TextFinds },
): readonly string[] {
  const ownPlace = (publicPortion = "") => {
    const at = text.indexOf(publicPortion);
    return texts.ownPlace(start + Buffer.byteLength(text.slice(0, Math.max(0, at))));
  };
  const finds = new JsonFinds(collector, { ownPlace, rules });
  if (!finds.read(value)) {
    for (const { token, doubt, isMention } of tokenSpotsIn(text)) {
      if (token !== undefined) {
        collector.addToken(token, ownPlace());
      } else if (doubt !== undefined && isMention !== true) {
        collector.addUntold(ownPlace(), doubt);
      }
    }
  }
  plainToken.lastIndex = 0;
  for (let match = plainToken.exec(text); match !== null; match = plainToken.exec(text)) {
    const [publicPortion] = match;
    const token = finds.found.has(publicPortion) ? undefined : tokenSpotAt(text, match.index)?.token;
    if (token !== undefined) {
      collector.addToken(token, ownPlace(publicPortion));
    }
  }
  return finds.externalFiles;
}
