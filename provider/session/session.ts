import {
  apiUrlOf,
  createDatadogClient,
  RequestSchedulers,
  systemClock,
  type Clock,
  type DatadogClient,
  type RequestScheduler,
  type Site,
} from "../datadog";
import { EngineLog, type MessageLog } from "./engine-log";
import { Settings, type Environment, type StackConfig } from "./settings";

/** The parts of a session that come from outside; everything has a default, tests replace it. */
export interface SessionOptions {
  environment?: Environment;
  log?: MessageLog;
  clock?: Clock;
  createClient?: typeof createDatadogClient;
}

interface Connection {
  client: DatadogClient;
  scheduler: RequestScheduler;
}

/**
 * One life of the dynamic-provider process: its settings, its messages, its clients (one a site), and the schedulers that
 * hold back all calls of one credential. Credentials are resolved at the first call that needs them, since the process
 * may be asked to work before its configuration has come to an end.
 */
export class Session {
  readonly log: MessageLog;
  readonly clock: Clock;
  readonly #environment: Environment;
  readonly #createClient: typeof createDatadogClient;
  readonly #connections = new Map<Site, Connection>();
  /** Built with the first client, since how many requests they let through at once is a setting. */
  #schedulers: RequestSchedulers | undefined;
  #config: StackConfig | undefined;

  constructor({
    environment = process.env,
    log = new EngineLog(),
    clock = systemClock,
    createClient = createDatadogClient,
  }: SessionOptions = {}) {
    this.#environment = environment;
    this.log = log;
    this.clock = clock;
    this.#createClient = createClient;
  }

  /** Takes the stack's configuration. Synchronous on purpose: other calls may already wait behind this one. */
  configure(config: StackConfig): void {
    this.#config = config;
    this.#connections.clear();
  }

  /** The settings of configuration and environment as they are now. */
  get settings(): Settings {
    return new Settings(this.#config, this.#environment);
  }

  /**
   * The client for a site's organisation.
   *
   * @throws ConfigurationError for missing credentials or a wrong setting, before any request.
   */
  client(site: Site): DatadogClient {
    const existing = this.#connections.get(site);
    if (existing) {
      return existing.client;
    }
    const connection = this.#connect(site);
    this.#connections.set(site, connection);
    return connection.client;
  }

  /** Tells in words for what calls wait; undefined while none has to wait. */
  waitingFor(): string | undefined {
    const limits = [...this.#connections.values()].flatMap(({ scheduler }) => scheduler.limits);
    const closed = limits.find(({ waiting, cooldown }) => waiting > 0 && cooldown);
    if (!closed?.cooldown) {
      return undefined;
    }
    const seconds = Math.max(Math.ceil((closed.cooldown.endsAt - this.clock.now()) / 1000), 0);
    const { limit, periodSeconds } = closed;
    const ofLimit = limit && periodSeconds ? ` of ${limit} calls in ${periodSeconds} s` : "";
    return `waiting ${seconds} s for Datadog's rate limit${ofLimit}`;
  }

  #connect(site: Site): Connection {
    const { settings, clock } = this;
    const credentials = settings.credentials();
    const apiUrl = settings.apiUrl() ?? apiUrlOf(site);
    this.#schedulers ??= new RequestSchedulers({ clock, concurrency: settings.concurrency() });
    const scheduler = this.#schedulers.schedulerFor(apiUrl, credentials);
    const client = this.#createClient({
      site,
      credentials,
      apiUrl,
      requestTimeoutSeconds: settings.requestTimeoutSeconds(),
      retryDeadlineSeconds: settings.retryDeadlineSeconds(),
      scheduler,
      clock,
    });
    return { client, scheduler };
  }
}
