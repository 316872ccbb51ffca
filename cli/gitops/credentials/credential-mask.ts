import { redacted } from "../../../provider/datadog/token/redact";
import { withoutAddressCredentials } from "./address-credentials";
import { knownCredentials } from "./known-credentials";

/** An address whose end is not there yet, and so much of it as is waited for. */
const openAddress = /\/(?:\/[^\s"']{0,2000})?$/;

/** Puts a mark in place of the environment's credentials, and of those in addresses. */
export class CredentialMask {
  readonly #credentials: readonly string[];
  readonly #pattern: RegExp | undefined;

  constructor(environment: Readonly<Record<string, string | undefined>>) {
    this.#credentials = knownCredentials(environment);
    const alternatives = this.#credentials.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, "\\$&"));
    this.#pattern = alternatives.length === 0 ? undefined : new RegExp(alternatives.join("|"), "g");
  }

  /** A whole text without them. */
  of(text: string): string {
    const masked = this.#pattern === undefined ? text : text.replace(this.#pattern, redacted);
    return withoutAddressCredentials(masked);
  }

  /**
   * Writes a text that comes in pieces without them, each piece at once but for an end in which a credential may have begun.
   *
   * @returns a function that takes each piece, and one that writes what is left.
   */
  stream(write: (text: string) => void): { pass: (piece: string) => void; end: () => void } {
    let held = "";
    const send = (text: string) => {
      if (text !== "") {
        write(this.of(text));
      }
    };
    return {
      pass: (piece) => {
        const text = held + piece;
        const safe = this.#safeLength(text);
        held = text.slice(safe);
        send(text.slice(0, safe));
      },
      end: () => {
        send(held);
        held = "";
      },
    };
  }

  /** The length of the part that nothing which comes later can change: no credential goes beyond a line. */
  #safeLength(text: string): number {
    const line = text.lastIndexOf("\n") + 1;
    const [longest = ""] = this.#credentials;
    const address = openAddress.exec(text.slice(line));
    let safe = address === null ? text.length : line + address.index;
    for (let start = Math.max(line, text.length - longest.length + 1); start < safe; start += 1) {
      const end = text.slice(start);
      if (this.#credentials.some((each) => each.length > end.length && each.startsWith(end))) {
        safe = start;
      }
    }
    // What begins in a whole one is not cut off from it.
    const whole = this.#pattern === undefined ? [] : text.slice(line).matchAll(this.#pattern);
    for (const { index, 0: credential } of whole) {
      if (line + index < safe && safe < line + index + credential.length) {
        safe = line + index;
      }
    }
    return safe;
  }
}
