import type { LeakPlace } from "../findings/leak-place";
import { fill, isJsonObject, placeWithin, type JsonObject } from "../formats/place-fields";
import { isRule, sarifPlaces } from "../formats/sarif-places";

/** Deeper than any report. */
const deepest = 400;

/** The keys under which reports describe the scanner itself: detect-secrets 1.5.0, Kingfisher 2.14.0. */
const ofScanner = new Set(["plugins_used", "filters_used", "command_line_args", "rules_applied"]);

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

  /** Tells whether the scanner itself is described here: a rule's name then is no finding. */
  isOfScanner(): boolean {
    return this.#levels.some(({ key }) => ofScanner.has(key));
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

  /** The innermost object around here that has a place: what reports call a finding, a result, an alert, a match. */
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
    return undefined;
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
    return sarifPlaces(place, this.#levels);
  }

  /** A file's whole text tells the line by itself. */
  #lineInContents(text: string, offset: number): number | undefined {
    const keys = this.#levels.map(({ key }) => key);
    const isContents = keys.at(-1) === "sourceContent" || keys.at(-2) === "contents";
    return isContents ? text.slice(0, offset).split("\n").length : undefined;
  }
}
