import { secretsOf, type Credentials } from "../http/credentials";
import { PacingGate, type PacingGateOptions } from "./request-scheduler";

/** The gates of one process, one for each pair of API and credentials: Datadog counts calls by organisation and site. */
export class PacingGates {
  readonly #gates = new Map<string, PacingGate>();
  readonly #options: PacingGateOptions;

  constructor(options: PacingGateOptions = {}) {
    this.#options = options;
  }

  /** The one gate for these credentials at this API's base URL. */
  gateFor(apiUrl: string, credentials: Credentials): PacingGate {
    const key = [apiUrl, ...secretsOf(credentials).map((secret) => secret.fingerprint())].join(" ");
    const known = this.#gates.get(key);
    if (known !== undefined) {
      return known;
    }
    const gate = new PacingGate(this.#options);
    this.#gates.set(key, gate);
    return gate;
  }
}
