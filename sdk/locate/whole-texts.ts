import { Secret } from "../../provider/datadog/http/secret";
import { tokenOf, type NamedToken } from "../../provider/datadog/token/token-text";
import { tokenParts } from "../../provider/datadog/token/token-parts";

const { prefix, alias, secret, end } = tokenParts;
const wholeToken = new RegExp(`(${prefix})(${alias})_${secret}${end}`, "g");
/** A text of this length holds a token and the character behind it. */
const longest = 72;

/**
 * The whole texts of the tokens in what is read, in memory only, each in a `Secret`: they are for locating, and end with it.
 * A text counts where it stands in one piece; in base64, in an archive or broken into lines it is not seen, and its token
 * then waits for a person.
 */
export class WholeTexts {
  readonly #texts = new Map<string, Map<string, Secret>>();

  /** Hands bytes on as they are, and keeps the texts in them. */
  async *watch(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let rest = "";
    for await (const chunk of chunks) {
      // A token is ASCII: without the zero bytes UTF-16 reads like UTF-8.
      rest = this.#take(rest + Buffer.from(chunk).toString("latin1").replaceAll("\0", ""), longest);
      yield chunk;
    }
    this.#take(rest, 0);
  }

  /** Keeps the texts in bytes that nobody else reads. */
  async read(chunks: AsyncIterable<Uint8Array>): Promise<void> {
    for await (const _ of this.watch(chunks)) {
      // Watching is all.
    }
  }

  /** Keeps the texts in a text. */
  add(text: string): void {
    this.#take(text, 0);
  }

  /** The texts of a token: none if it stood nowhere whole. */
  of(token: Pick<NamedToken, "publicPortion">): Secret[] {
    return [...(this.#texts.get(token.publicPortion)?.values() ?? [])];
  }

  /** Takes the tokens of which the end is certain. @returns what is left, for the next piece. */
  #take(text: string, keep: number): string {
    const limit = text.length - keep;
    for (const match of text.matchAll(wholeToken)) {
      const token = match.index < limit ? tokenOf(match) : undefined;
      if (token !== undefined) {
        const found = new Secret(match[0]);
        const texts = this.#texts.get(token.publicPortion) ?? new Map<string, Secret>();
        this.#texts.set(token.publicPortion, texts.set(found.fingerprint(), found));
      }
    }
    return text.slice(Math.max(0, limit));
  }
}
