import { warnings } from "../messages/warnings";
import { ConfigurationError } from "./configuration-error";
import type { Session } from "./session";

/** Says once in the life of a process that `up` will need credentials: previews work without them. */
export class MissingCredentialsWarning {
  readonly #session: Session;
  #hasBeenGiven = false;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Warns if there are no credentials, or half a pair; never throws for that. */
  async giveIfNeeded(): Promise<void> {
    if (this.#hasBeenGiven) {
      return;
    }
    try {
      this.#session.settings.credentials();
    } catch (error) {
      if (!(error instanceof ConfigurationError)) {
        throw error;
      }
      this.#hasBeenGiven = true;
      await this.#session.log.warn(warnings.credentialsNeeded(error.message));
    }
  }
}
