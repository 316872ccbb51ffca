import {
  longestToken,
  tokenOf,
  tokenPattern,
  type NamedToken,
} from "../../../provider/datadog/token/token-text";

/** A place in a text. */
export interface TextPosition {
  /** Characters (UTF-16) before it. */
  offset: number;
  /** From 1. */
  line: number;
  /** From 1, in characters. */
  column: number;
}

/** One place of a text at which a token stands. */
export interface FoundToken extends NamedToken {
  at: TextPosition;
}

/** Finds tokens in a text that comes in pieces of any size, and keeps no more of it than a token's length. */
export class TokenScanner {
  #pending = "";
  readonly #position = { offset: 0, line: 1, column: 1 };

  /** The tokens that this piece completes, in the order of the text. */
  push(piece: string): FoundToken[] {
    this.#pending += piece;
    return this.#take(Math.max(0, this.#pending.length - longestToken));
  }

  /** The tokens in what was kept back. */
  end(): FoundToken[] {
    return this.#take(this.#pending.length);
  }

  /** Reads what is pending up to a place behind which a token may still be incomplete. */
  #take(limit: number): FoundToken[] {
    const found: FoundToken[] = [];
    let done = 0;
    for (const match of this.#pending.matchAll(tokenPattern)) {
      if (match.index >= limit) {
        break;
      }
      this.#advance(done, match.index);
      done = match.index;
      const token = tokenOf(match);
      if (token) {
        found.push({ ...token, at: { ...this.#position } });
      }
    }
    this.#advance(done, limit);
    this.#pending = this.#pending.slice(limit);
    return found;
  }

  #advance(from: number, to: number): void {
    const position = this.#position;
    const pending = this.#pending;
    position.offset += to - from;
    let lineStart = -1;
    for (let at = pending.indexOf("\n", from); at >= 0 && at < to; at = pending.indexOf("\n", at + 1)) {
      position.line += 1;
      lineStart = at + 1;
    }
    position.column = lineStart < 0 ? position.column + to - from : to - lineStart + 1;
  }
}
