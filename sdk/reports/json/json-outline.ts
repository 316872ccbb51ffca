import { TokenType } from "@streamparser/json";

/** The path to the elements of a JSON text: the names of fields, and `*` for every member of a list. */
export type ElementPath = readonly string[];

// Taken out once: this is asked millions of times.
const { LEFT_BRACE, RIGHT_BRACE, LEFT_BRACKET, RIGHT_BRACKET, COLON, COMMA, NULL, SEPARATOR } = TokenType;

/** Deeper than any report; and parsing takes longer with the square of the depth. */
const deepest = 1000;

interface Level {
  isList: boolean;
  key: string;
  expectsKey: boolean;
}

/** Follows a JSON text's brackets to its elements, to say at which line they begin and what stands at the wrong place. */
export class JsonOutline {
  /** The line that is being read; the reader counts it. From 1. */
  line = 1;
  /** The line at which the element that was read last begins. */
  elementLine = 1;
  readonly #levels: Level[] = [];
  #skipped = 0;

  readonly #path: ElementPath;
  readonly #fail: (what: string, line: number) => Error;

  /** @param fail - makes the error for what is wrong at a line */
  constructor(path: ElementPath, fail: (what: string, line: number) => Error) {
    this.#path = path;
    this.#fail = fail;
  }

  /** Takes the next token of the text. */
  see(token: TokenType, value: unknown): void {
    const opens = token === LEFT_BRACE || token === LEFT_BRACKET;
    const closes = token === RIGHT_BRACE || token === RIGHT_BRACKET;
    if (this.#skipped > 0) {
      if (opens) {
        this.#skipped += 1;
      }
      if (closes) {
        this.#skipped -= 1;
      }
      if (this.#skipped > deepest) {
        throw this.#fail(`the JSON is nested deeper than ${deepest} levels`, this.line);
      }
      return;
    }
    const level = this.#levels.at(-1);
    if (closes) {
      this.#levels.pop();
    } else if (token === COMMA && level) {
      level.expectsKey = !level.isList;
    } else if (token === COLON || token === COMMA || token === SEPARATOR) {
      return;
    } else if (level?.expectsKey === true) {
      level.key = String(value);
      level.expectsKey = false;
    } else {
      this.#seeValue(token, level, opens);
    }
  }

  #seeValue(token: TokenType, level: Level | undefined, opens: boolean): void {
    const depth = this.#levels.length;
    const isOnPath = level === undefined || level.isList || level.key === this.#path[depth - 1];
    if (!isOnPath) {
      if (opens) {
        this.#skipped = 1;
      }
      return;
    }
    const isList = this.#path[depth] === "*";
    if (token === (isList ? LEFT_BRACKET : LEFT_BRACE)) {
      if (depth < this.#path.length) {
        this.#levels.push({ isList, key: "", expectsKey: !isList });
      } else {
        this.elementLine = this.line;
        this.#skipped = 1;
      }
    } else if (token !== NULL || level === undefined || level.isList) {
      const subject =
        level === undefined ? "the report" : level.isList ? "a member of the list" : `"${level.key}"`;
      throw this.#fail(`${subject} is not ${isList ? "a list" : "an object"}`, this.line);
    }
  }
}
