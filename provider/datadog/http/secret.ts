import { createHash } from "node:crypto";
import { inspect } from "node:util";
import { redacted, redactTokenText } from "../token/redact";

/** Below this length a text is no credential of Datadog's (32 characters or more), and removing it would garble messages. */
const removableLength = 6;

/**
 * A credential's text that prints itself as `[REDACTED]`, whether to a string, to JSON or to Node's inspector.
 *
 * White space around it is dropped: no credential of Datadog's has any, and a line break at the end of a file or of a
 * CI variable is a frequent mistake.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value.trim();
  }

  /** The text itself, for the place that builds the request's headers. */
  reveal(): string {
    return this.#value;
  }

  /** A text in which this secret's value, plain or as written in a URL or in JSON, is replaced by `[REDACTED]`. */
  removeFrom(text: string): string {
    if (this.#value.length < removableLength) {
      return text;
    }
    const spellings = [
      this.#value,
      new URLSearchParams([["", this.#value]]).toString().slice(1),
      JSON.stringify(this.#value).slice(1, -1),
    ];
    return spellings.reduce((rest, spelling) => rest.replaceAll(spelling, redacted), text);
  }

  /** A text that two secrets share exactly if their values are equal, and that doesn't tell them. */
  fingerprint(): string {
    return createHash("sha256").update(this.#value).digest("hex");
  }

  toString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  [inspect.custom](): string {
    return redacted;
  }
}

/** A text without the given secrets' values and without any token's secret part. */
export function redactSecrets(text: string, secrets: readonly Secret[]): string {
  return redactTokenText(secrets.reduce((rest, secret) => secret.removeFrom(rest), text));
}
