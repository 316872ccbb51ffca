import {
  tokenSpotAt,
  tokenSpotsAt,
  longestWrappedToken,
  type TokenSpot,
} from "../../../provider/datadog/token/token-spots";
import type { FindingCollector } from "../findings/finding-collector";
import type { LeakPlace } from "../findings/leak-place";
import type { UntoldReason } from "../findings/leak-report";
import { kindHidden, kindNamedBy, otherSecrets } from "../formats/secret-kinds";
import { elementAt, partsAround, toldPlace, type TextAround } from "../formats/text-around";
import { isMaskedToken, mayTellPlace, mostOfLine, placeInText, showsMask } from "../formats/text-places";
import { mayBeBelowHeading } from "../formats/place-below-heading";
import type { ReportWindow } from "./report-window";

/** Before and behind a place in a text, what may say more of it. */
const mostParagraph = 2000;
const mostLine = 8000;
/** Marks before each line: of git before a server's words, and the time or the container's name of a log. */
const lineMark = String.raw`remote:[ \t]?|\[?\d{4}-\d\d-\d\d[T ][\d:.,]{8,20}(?:Z|[+-][\d:]{4,5})?\]?[ \t]?(?:\d\d[OE][+ ]|std(?:out|err) [FP] )?|[\w./-]{1,60}[ \t]{1,30}\|(?:[ \t]|$)`;
const markBefore = new RegExp(`^(?:${lineMark})`);
/** A whole token and what ends it: nothing further off changes what it is. */
const plainLength = 80;
/** Characters before a token in base64 that are needed to decode it. */
const mostBefore = 200;

interface Line {
  line: string;
  /** True if marks stood before it. */
  isMarked: boolean;
}

/** Finds tokens in a text, and what its lines say of their places. */
export class TextFinds {
  readonly #window: ReportWindow;
  readonly #collector: FindingCollector;
  readonly #name: string;
  /** A text that may hide a token, if nothing else is found. */
  weakSuspicion: { place: LeakPlace; reason: UntoldReason } | undefined;

  constructor(window: ReportWindow, collector: FindingCollector, name: string) {
    this.#window = window;
    this.#collector = collector;
    this.#name = name;
  }

  /** Reads what stands at a needle; tells the end of a token, or 0. */
  read(place: number): number {
    const window = this.#window;
    const short = window.textOf(place, place + plainLength);
    const plain = tokenSpotAt(short, 0);
    if (
      plain?.isWrapped === false &&
      plain.isPartial !== true &&
      plain.holdsSecret &&
      plain.end < short.length
    ) {
      this.#add(plain, this.#placeOf(place));
      return place + plain.end;
    }
    const before = window.textOf(place - mostBefore, place);
    const text = before + window.textOf(place, place + longestWrappedToken);
    const index = before.length;
    const { spots, end } = tokenSpotsAt(text, index);
    for (const spot of spots) {
      this.#add(spot, this.#placeOf(place));
    }
    if (end > index) {
      return place + Buffer.byteLength(text.slice(index, end));
    }
    if (isMaskedToken(text, index)) {
      this.weakSuspicion ??= { place: this.#placeOf(place), reason: "kindHidden" };
    } else {
      this.#readKind(place, text.slice(index, index + 80));
    }
    return 0;
  }

  #add({ token, isPartial, isMention, doubt }: TokenSpot, place: LeakPlace): void {
    if (token !== undefined) {
      this.#collector.addToken(token, place, { isPartial });
    } else if (isMention === true) {
      this.weakSuspicion ??= { place, reason: "redacted" };
    } else if (doubt !== undefined) {
      this.#collector.addUntold(place, doubt);
    }
  }

  /** The name of a kind of secrets in a text: a finding, if its place is told, or that something in it is masked. */
  #readKind(place: number, text: string): void {
    const isKindHidden = kindHidden.test(text) && text.startsWith("found");
    const [words = ""] = /^[^\n]*/.exec(text) ?? [];
    const kind = text.startsWith("ddapp_")
      ? "applicationKey"
      : /^data/i.test(text)
        ? kindNamedBy(words)
        : undefined;
    if (kind === undefined && !isKindHidden) {
      return;
    }
    if (kind !== undefined && kind !== "accessToken") {
      this.#collector.addOtherSecret(otherSecrets[kind], this.#placeOf(place));
      return;
    }
    const reason = isKindHidden ? "kindHidden" : "hidden";
    const { line, parts, heading } = textAround(this.#lineOf(place), this.#textsAround(place));
    const { told = heading(), part: shown } = toldPlace(line, [line, ...parts]);
    if (told !== undefined && (showsMask(shown) || told.line !== undefined)) {
      if (!this.#namesToken(shown)) {
        this.#collector.addUntold(told, reason);
      }
    } else if (showsMask(line) && !this.#namesToken(line)) {
      this.#collector.addUntold(this.ownPlace(place), reason);
    } else {
      this.weakSuspicion ??= { place: this.ownPlace(place), reason };
    }
  }

  #namesToken(text: string): boolean {
    return /dd[ps]at_[0-9A-Za-z]{22}/.test(text);
  }

  #placeOf(place: number): LeakPlace {
    const inLine = this.#lineOf(place);
    const around = this.#textsAround(place);
    const text = `${inLine.line.slice(0, mostOfLine)}\n${around.join("")}`;
    if (!mayTellPlace(text) && !mayBeBelowHeading(inLine.line)) {
      return this.ownPlace(place);
    }
    const told = inLine.isMarked ? placeInText(inLine.line, "") : undefined;
    if (told?.line !== undefined) {
      return told;
    }
    const { line, parts, heading } = textAround(inLine, around);
    return toldPlace(line, parts).told ?? heading() ?? this.ownPlace(place);
  }

  #lineOf(place: number): Line {
    const window = this.#window;
    const head = window.textOf(window.lineStart(place, mostLine), place);
    const tail = window.textOf(place, window.lineEnd(place, mostLine));
    const line = elementAt(head, tail);
    const isMarked = markBefore.test(line);
    return { line: isMarked ? withoutMarks(line) : line, isMarked };
  }

  /** The place of a byte in the report itself. */
  ownPlace(place: number): LeakPlace {
    return { file: this.#name, line: this.#window.lineAt(place) };
  }

  /** The texts before and behind a place that may say more of it. */
  #textsAround(place: number): [before: string, behind: string] {
    const window = this.#window;
    return [window.textOf(place - mostParagraph, place), window.textOf(place, place + mostParagraph)];
  }
}

/** The line of a place, and the texts around it: items of lists, up to an empty line or the end of an element. */
function textAround({ line, isMarked }: Line, around: [before: string, behind: string]): TextAround {
  const [before, behind] = isMarked ? around.map(withoutMarks) : around;
  return partsAround(line, before ?? "", behind ?? "");
}

/** A text without the marks before its lines, and without blanks behind them, which hide that a line is empty. */
function withoutMarks(text: string): string {
  return text
    .split("\n")
    .map((line) => line.slice(markBefore.exec(line)?.[0].length ?? 0).trimEnd())
    .join("\n");
}
