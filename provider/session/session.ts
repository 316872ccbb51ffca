import {
  apiUrlOf,
  createDatadogClient,
  PacingGates,
  systemClock,
  type Clock,
  type DatadogClient,
  type PacingGate,
  type Site,
} from "../datadog";
import { EngineLog, type MessageLog } from "./engine-log";
import { RevocationCap } from "../check/max-revocations";
import { Settings, type Environment, type StackConfig } from "./settings";

/** What a session takes from outside; everything has a default, tests replace it. */
export interface SessionOptions {
  environment?: Environment;
  log?: MessageLog;
  clock?: Clock;
  createClient?: typeof createDatadogClient;
}

interface Connection {
  client: DatadogClient;
  gate: PacingGate;
}

/**
 * One life of the dynamic-provider process: its settings, its messages, its clients (one a site), and the gates that
 * hold back all calls of one credential. Credentials are resolved at the first call that needs them, since the process
 * may be asked to work before its configuration has come to an end.
 */
export class Session {
  readonly log: MessageLog;
  readonly clock: Clock;
  /** See `CheckContext`. */
  readonly sitesOfReplaced = new Map<string, Site>();
  readonly cap = new RevocationCap();
  private readonly environment: Environment;
  private readonly createClient: typeof createDatadogClient;
  private readonly connections = new Map<Site, Connection>();
  /** Built with the first client, since how many requests they let through at once is a setting. */
  private gates: PacingGates | undefined;
  private config: StackConfig | undefined;

  constructor({
    environment = process.env,
    log = new EngineLog(),
    clock = systemClock,
    createClient = createDatadogClient,
  }: SessionOptions = {}) {
    this.environment = environment;
    this.log = log;
    this.clock = clock;
    this.createClient = createClient;
  }

  /** Takes the stack's configuration. Synchronous on purpose: other calls may already wait behind this one. */
  configure(config: StackConfig): void {
    this.config = config;
    this.connections.clear();
  }

  /** What configuration and environment say now. */
  get settings(): Settings {
    return new Settings(this.config, this.environment);
  }

  /**
   * The client for a site's organisation.
   *
   * @throws ConfigurationError for missing credentials or a wrong setting, before any request.
   */
  client(site: Site): DatadogClient {
    const existing = this.connections.get(site);
    if (existing) {
      return existing.client;
    }
    const connection = this.connect(site);
    this.connections.set(site, connection);
    return connection.client;
  }

  /** What the calls to a site wait for, in words; undefined while none has to wait. */
  waitingFor(site: Site): string | undefined {
    const limits = this.connections.get(site)?.gate.state.limits ?? [];
    const closed = limits.find(({ waiting, closure }) => waiting > 0 && closure);
    if (!closed?.closure) {
      return undefined;
    }
    const seconds = Math.max(Math.ceil((closed.closure.openAt - this.clock.now()) / 1000), 0);
    const { limit, periodSeconds } = closed;
    const ofLimit = limit && periodSeconds ? ` of ${limit} calls in ${periodSeconds} s` : "";
    return `waiting ${seconds} s for Datadog's rate limit${ofLimit}`;
  }

  private connect(site: Site): Connection {
    const { settings, clock } = this;
    const credentials = settings.credentials();
    const apiUrl = settings.apiUrl() ?? apiUrlOf(site);
    this.gates ??= new PacingGates({ clock, concurrency: settings.concurrency() });
    const gate = this.gates.gateFor(apiUrl, credentials);
    const client = this.createClient({
      site,
      credentials,
      apiUrl,
      requestTimeoutSeconds: settings.requestTimeoutSeconds(),
      retryDeadlineSeconds: settings.retryDeadlineSeconds(),
      gate,
      clock,
    });
    return { client, gate };
  }
}
