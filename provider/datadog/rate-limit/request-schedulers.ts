import { secretsOf, type Credentials } from "../http/credentials";
import { RequestScheduler, type RequestSchedulerOptions } from "./request-scheduler";

/** The schedulers of one process, one for each pair of API and credentials: Datadog counts by organisation and site. */
export class RequestSchedulers {
  readonly #schedulers = new Map<string, RequestScheduler>();
  readonly #options: RequestSchedulerOptions;

  constructor(options: RequestSchedulerOptions) {
    this.#options = options;
  }

  /** The one scheduler for these credentials at this API's base URL. */
  schedulerFor(apiUrl: string, credentials: Credentials): RequestScheduler {
    const key = [apiUrl, ...secretsOf(credentials).map((secret) => secret.fingerprint())].join(" ");
    const known = this.#schedulers.get(key);
    if (known !== undefined) {
      return known;
    }
    const scheduler = new RequestScheduler(this.#options);
    this.#schedulers.set(key, scheduler);
    return scheduler;
  }
}
