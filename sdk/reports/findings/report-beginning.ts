import { Tokenizer, TokenType } from "@streamparser/json";

/** The beginning of a report, and what it tells of the format. */
export interface ReportBeginning {
  /** The first 64 K characters, or all of it. */
  text: string;
  /** The brackets before the first object: `{` for an object, `[{` for a list of them, empty if it isn't JSON. */
  opening: string;
  /** The fields of the outermost objects, as far as they can be read. */
  keys: ReadonlySet<string>;
}

/** Looks at the beginning of a report: if it is JSON, at the names of its outermost fields. */
export function beginningOf(text: string): ReportBeginning {
  const keys = new Set<string>();
  const tokenizer = new Tokenizer({ separator: "" });
  let depth = 0;
  let outermost = 0;
  let lastText = "";
  tokenizer.onToken = ({ token, value }) => {
    if (token === TokenType.STRING) {
      lastText = String(value);
    }
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) {
      depth += 1;
    }
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) {
      depth -= 1;
    }
    if (token === TokenType.LEFT_BRACE && outermost === 0) {
      outermost = depth;
    }
    if (token === TokenType.COLON && depth === outermost) {
      keys.add(lastText);
    }
  };
  // What is damaged, or no JSON at all, ends the look here; the keys until then stand.
  tokenizer.onError = () => undefined;
  tokenizer.write(text);
  return { text, opening: /^[\s[]*\{/.exec(text)?.[0].replaceAll(/\s/g, "") ?? "", keys };
}
