import { tokenSpotsIn, type TokenSpot } from "../../../provider/datadog/token/token-spots";
import type { LeakPlace } from "../findings/leak-place";
import type { Circumstances, FindingCollector } from "../findings/finding-collector";
import type { NamedToken } from "../../../provider/datadog/token/token-text";
import type { UntoldReason, UntoldToken } from "../findings/leak-report";
import { isJsonObject } from "../formats/place-fields";
import {
  isHash,
  keyLengths,
  kindHidden,
  kindlessTypes,
  kindNamedBy,
  otherSecrets,
  shownSecret,
} from "../formats/secret-kinds";
import { listedToken } from "../formats/listed-token";
import { externalFilesOf, indexedRuleTexts } from "../formats/sarif-places";
import { JsonLevels } from "./json-levels";
import { mayBeJson, nestedJson } from "./nested-json";
import type { NumberedRules } from "./numbered-rules";
import { isWholeSecret } from "./whole-secret";
import { holdsAlias, mayNameKind, saysNothing } from "./telling-texts";

const shortestNeedle = 5;
const hasPlace = ({ file, link }: LeakPlace) => file !== undefined || link !== undefined;

/** Finds tokens in a JSON value, at any depth, each with what the objects around it say of its place. */
export class JsonFinds {
  readonly #collector: FindingCollector;
  readonly #levels = new JsonLevels();
  readonly #findingsWithToken = new Set<object>();
  readonly #suspicions = new Map<object, UntoldToken>();
  /** Files beside the report in which more of its results stand. */
  readonly externalFiles: string[] = [];
  /** Public portions that were found. */
  readonly found = new Set<string>();
  readonly #ownPlace: (publicPortion?: string) => LeakPlace;
  readonly #rules: NumberedRules;

  /**
   * @param context.ownPlace - the place in the report itself, of a token if it can be found there as it is
   * @param context.rules - those of the report that were read before
   */
  constructor(
    collector: FindingCollector,
    { ownPlace, rules }: { ownPlace: (publicPortion?: string) => LeakPlace; rules: NumberedRules },
  ) {
    this.#collector = collector;
    this.#ownPlace = ownPlace;
    this.#rules = rules;
  }

  /** Reads a value and all that is in it. @returns false if nothing of a token is in any of its texts */
  read(value: unknown): boolean {
    this.#walk(value);
    for (const [finding, { reason, place }] of this.#suspicions) {
      if (!this.#findingsWithToken.has(finding)) {
        this.#collector.addUntold(hasPlace(place) ? place : this.#ownPlace(), reason);
      }
    }
    return this.found.size + this.#suspicions.size > 0;
  }

  #walk(value: unknown): void {
    if (typeof value === "string") {
      this.#readText(value);
    } else if (Array.isArray(value)) {
      this.#levels.enter(value, (level) => {
        for (const [index, each] of value.entries()) {
          level.key = String(index);
          this.#walk(each);
        }
      });
    } else if (isJsonObject(value)) {
      const listed = listedToken(value);
      if (listed !== undefined) {
        this.#add(listed, this.#levels.place());
      }
      this.#rules.note(value, this.#levels.around());
      this.#levels.enter(value, (level) => {
        this.externalFiles.push(...externalFilesOf(value));
        if ("hashed_secret" in value && kindlessTypes.test(String(value["type"]))) {
          this.#suspect("kindHidden");
        }
        // A result may name its rule by its number alone.
        const ruleText =
          indexedRuleTexts(value, this.#levels.values()).find(kindNamedBy) ?? this.#rules.textOf(value);
        if (ruleText !== undefined) {
          this.#readKind(ruleText);
        }
        for (const key in value) {
          level.key = key;
          this.#readText(key);
          this.#walk(value[key]);
        }
      });
    }
  }

  #readText(text: string): void {
    if (text.length < shortestNeedle || saysNothing(text)) {
      return;
    }
    if (holdsAlias(text)) {
      this.#clearFindings();
    }
    const namesKind = mayNameKind(text);
    const nested = this.#nested(text);
    if (nested !== undefined) {
      this.#walk(nested);
    }
    for (const spot of tokenSpotsIn(text)) {
      if (nested === undefined || !this.found.has(spot.token?.publicPortion ?? "")) {
        this.#readSpot(text, spot);
      }
    }
    if (namesKind && nested === undefined && !this.#levels.namesNoFinding()) {
      this.#readKind(text);
    }
  }

  /** Another report in a text, as in a log's line: the place in it counts if nothing around it has one. */
  #nested(text: string): unknown {
    return mayBeJson(text) && !hasPlace(this.#levels.place()) ? nestedJson(text) : undefined;
  }

  #readSpot(text: string, spot: TokenSpot): void {
    const { start, token, isPartial, doubt, isMention } = spot;
    if (token === undefined) {
      if (doubt !== undefined && isMention !== true) {
        this.#suspect(doubt);
      }
      return;
    }
    const place = this.#levels.place(text, start);
    const isSecret = isWholeSecret(text, spot, this.#levels.innermost());
    this.#add(token, place, { isSecret, isPartial });
    this.#clearFindings();
  }

  /** The findings around here show what they found. */
  #clearFindings(): void {
    for (const value of this.#levels.values()) {
      this.#findingsWithToken.add(value);
    }
  }

  #readKind(text: string): void {
    if (kindHidden.test(text)) {
      this.#suspect("kindHidden");
      return;
    }
    const kind = /ddapp_[0-9A-Za-z]/.test(text) ? "applicationKey" : kindNamedBy(text);
    const finding = kind === "accessToken" ? this.#levels.finding() : undefined;
    if (finding !== undefined && this.#findingsWithToken.has(finding)) {
      return;
    }
    const shown = finding && shownSecret(finding);
    if (shown !== undefined && !isHash.test(shown)) {
      // Of a rule for keys that calls them tokens, as gitleaks's own does.
      const key = keyLengths[shown.length];
      if (key !== undefined) {
        this.#collector.addOtherSecret(otherSecrets[key], this.#levels.place());
      }
    } else if (kind === "accessToken") {
      this.#suspect("hidden");
    } else if (kind !== undefined && this.#levels.finding() !== undefined) {
      this.#collector.addOtherSecret(otherSecrets[kind], this.#levels.place());
    }
  }

  /** Notes that the finding around here may hide a token, if it is one. */
  #suspect(reason: UntoldReason): void {
    const finding =
      this.#levels.finding() ??
      (reason === "hidden" || reason === "kindHidden" ? undefined : this.#levels.values()[0]);
    if (finding !== undefined) {
      const known = this.#suspicions.get(finding);
      if (known === undefined || known.reason === "hidden") {
        this.#suspicions.set(finding, { reason, place: this.#levels.place() });
      }
    }
  }

  #add(token: NamedToken, place: LeakPlace, circumstances?: Circumstances): void {
    if (hasPlace(place)) {
      this.#collector.addToken(token, place, circumstances);
    } else {
      const found = { ...place, ...this.#ownPlace(token.publicPortion) };
      const add = this.#levels.isOfRule() ? "addMention" : "addToken";
      this.#collector[add](token, found, circumstances);
    }
    this.found.add(token.publicPortion);
  }
}
