import type { LeakPlace } from "../findings/leak-place";
import {
  fill,
  isJsonObject,
  placeFieldOf,
  placeWithin,
  plainName,
  type JsonObject,
} from "../formats/place-fields";
import { isRule, sarifPlaces } from "../formats/sarif-places";

/** Deeper than any report. */
const deepest = 400;

/** The keys under which reports describe the scanner itself: detect-secrets 1.5.0, Kingfisher 2.14.0. */
const ofScanner = new Set(["plugins_used", "filters_used", "command_line_args", "rules_applied"]);

/** A key that is a file's name. */
const fileKey = /^[^\s:]*(?:\/[^\s:]+|[^\s:]\.[A-Za-z]\w{0,9})$/;

/** An object or a list around a value, and the key by which the next one stands in it. */
export interface Level {
  value: JsonObject | readonly unknown[];
  key: string;
  /** The part of a place that the object says by itself; it is asked several times. */
  within?: LeakPlace;
}

function placeOf(level: Level, value: JsonObject): LeakPlace {
  level.within ??= placeWithin(value);
  return level.within;
}

/** The objects and lists around the value that is being read, and what they say of its place. */
export class JsonLevels {
  readonly #levels: Level[] = [];

  /** Reads what is in an object or a list. */
  enter(value: Level["value"], read: (level: Level) => void): void {
    if (this.#levels.length >= deepest) {
      return;
    }
    const level: Level = { value, key: "" };
    this.#levels.push(level);
    read(level);
    this.#levels.pop();
  }

  /** Tells whether a kind of secrets that is named here is no finding's: of the scanner itself, a file, a page or a commit. */
  namesNoFinding(): boolean {
    const last = this.innermost();
    const field = last && placeFieldOf(last.key);
    return (
      field === "file" ||
      field === "link" ||
      (last !== undefined && isCommitMessage(last, this.#levels.at(-2)?.key)) ||
      this.#levels.some(({ key }) => ofScanner.has(key))
    );
  }

  /** Tells whether a rule of SARIF's is described here: Trivy writes into it what the rule has found (3.49). */
  isOfRule(): boolean {
    return this.#levels.some(({ value }) => isJsonObject(value) && isRule(value));
  }

  /** The objects and lists with the keys by which one leads to the next, the outermost first. */
  around(): readonly Level[] {
    return this.#levels;
  }

  /** The objects and lists, the outermost first. */
  values(): Level["value"][] {
    return this.#levels.map(({ value }) => value);
  }

  innermost(): Level | undefined {
    return this.#levels.at(-1);
  }

  /**
   * The innermost object around here that has a place: what reports call a finding, a result, an alert, a match. Without
   * any place it is the one whose rule is named.
   */
  finding(): JsonObject | undefined {
    for (let index = this.#levels.length - 1; index >= 0; index -= 1) {
      const level = this.#levels[index];
      if (level !== undefined && isJsonObject(level.value)) {
        const { file, line, link } = placeOf(level, level.value);
        if (file !== undefined || line !== undefined || link !== undefined) {
          return level.value;
        }
      }
    }
    const last = this.innermost();
    const isOfRule = last !== undefined && (last.key === "" || placeFieldOf(last.key) === "rule");
    return isOfRule && isJsonObject(last.value) && !countsNothing(last.value) ? last.value : undefined;
  }

  place(text?: string, offset = 0): LeakPlace {
    const place: LeakPlace = {};
    const line = text === undefined ? undefined : this.#lineInContents(text, offset);
    if (line !== undefined) {
      place.line = line;
    }
    for (let index = this.#levels.length - 1; index >= 0; index -= 1) {
      const level = this.#levels[index];
      if (level !== undefined && isJsonObject(level.value)) {
        fill(place, placeOf(level, level.value));
      }
    }
    if (place.file === undefined && place.line !== undefined) {
      // A list of findings by their files, as in baselines of detect-secrets 0.14.
      const name = this.#levels.slice(0, -1).findLast(({ key }) => fileKey.test(key))?.key;
      fill(place, name === undefined ? {} : { file: name });
    }
    return sarifPlaces(place, this.#levels);
  }

  /** A file's whole text tells the line by itself, and the lines around a finding tell it from their first one on. */
  #lineInContents(text: string, offset: number): number | undefined {
    const keys = this.#levels.map(({ key }) => key);
    const isContents = keys.at(-1) === "sourceContent" || keys.at(-2) === "contents";
    const around = keys.at(-3) === "contextRegion" ? this.#levels.at(-2)?.value : undefined;
    const first = isContents ? 1 : isJsonObject(around) ? around["startLine"] : undefined;
    return typeof first === "number" ? first + text.slice(0, offset).split("\n").length - 1 : undefined;
  }
}

/** Recognises a line of statistics that says of a rule that it has found nothing. */
function countsNothing(object: JsonObject): boolean {
  return Object.entries(object).some(
    ([key, value]) => /count|find|match|total|hits/i.test(key) && (value === 0 || value === "0"),
  );
}

/** Tells whether a text is a commit's message, which says nothing of what was found. */
function isCommitMessage({ key, value }: Level, outer: string | undefined): boolean {
  const name = plainName(key);
  const isOfCommit = outer === "commit" || (isJsonObject(value) && ("RuleID" in value || "sha" in value));
  return name === "commitmessage" || name === "gitmessage" || (name === "message" && isOfCommit);
}
