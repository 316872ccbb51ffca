import { isJsonObject, type JsonObject } from "../formats/place-fields";
import { kindNamedBy } from "../formats/secret-kinds";
import { isRule, ruleNumber, ruleNumberOf, ruleTexts } from "../formats/sarif-places";

/**
 * The rules of a SARIF report that name a kind of Datadog's secrets, by their numbers: in a long report they are read apart
 * from the results, which may name their rule by its number alone.
 */
export class NumberedRules {
  readonly #rules = new Map<string, { id: unknown; text: string }>();
  /** True if such a rule was read alone, so that its number is not known. */
  isNumberMissing = false;

  get isEmpty(): boolean {
    return this.#rules.size === 0;
  }

  get size(): number {
    return this.#rules.size;
  }

  get numbers(): string[] {
    return [...this.#rules.keys()];
  }

  /** Looks at an object with what is around it, the outermost first. */
  note(object: JsonObject, around: readonly { value: unknown; key: string }[]): void {
    const text = isRule(object) ? ruleTexts(object).find(kindNamedBy) : undefined;
    const hasResults = around.some(({ value }) => isJsonObject(value) && "results" in value);
    if (text === undefined || hasResults) {
      return;
    }
    const list = around.at(-1);
    this.isNumberMissing = !Array.isArray(list?.value);
    if (Array.isArray(list?.value)) {
      // Only extensions stand in a list themselves.
      const outer = around.at(-3);
      const extension = Array.isArray(outer?.value) ? Number(outer.key) : undefined;
      this.#rules.set(ruleNumber(Number(list.key), extension), { id: object["id"], text });
    }
  }

  /** The text of the rule that a result names by its number; in another run the same number is another rule's. */
  textOf(result: JsonObject): string | undefined {
    const number = ruleNumberOf(result);
    const rule = number === undefined ? undefined : this.#rules.get(number);
    const named = result["ruleId"];
    return rule === undefined || (typeof named === "string" && named !== rule.id) ? undefined : rule.text;
  }

  has(number: string): boolean {
    return this.#rules.has(number);
  }
}
