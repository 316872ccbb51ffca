import {
  apiUrlOf,
  createDatadogClient,
  RequestSchedulers,
  systemClock,
  type Clock,
  type DatadogClient,
  type Identity,
  type RequestScheduler,
  type Site,
} from "../datadog";
import { EngineLog, type MessageLog } from "./engine-log";
import { Identities } from "./identities";
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
  readonly #identities: Identities;
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
    this.#identities = new Identities(clock);
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
    return this.#connection(site).client;
  }

  /**
   * The organisation of the credentials at a site, asked for once in the life of the process; an answer worth nothing is
   * asked for again by the first who wants to know 10 s later. It rejects for no reason of Datadog's.
   *
   * @throws ConfigurationError for missing credentials or a wrong setting, before any request.
   */
  async identityOf(site: Site): Promise<Identity> {
    const { client, scheduler } = this.#connection(site);
    return this.#identities.identityAt(site, scheduler, () => client.identify());
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

  #connection(site: Site): Connection {
    const connection = this.#connections.get(site) ?? this.#connect(site);
    this.#connections.set(site, connection);
    return connection;
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
      acceptBareNotFound: settings.acceptBareNotFound(),
      scheduler,
      clock,
    });
    return { client, scheduler };
  }
}
