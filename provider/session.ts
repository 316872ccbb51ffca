import {
  apiUrlOf,
  createDatadogClient,
  PacingGates,
  systemClock,
  type Clock,
  type DatadogClient,
  type Site,
} from "./datadog";
import { EngineLog, type WarningLog } from "./engine-log";
import { Settings, type Environment, type StackConfig } from "./settings";

/** What a session takes from outside; everything has a default, tests replace it. */
export interface SessionOptions {
  environment?: Environment;
  log?: WarningLog;
  clock?: Clock;
  createClient?: typeof createDatadogClient;
}

/**
 * One life of the dynamic-provider process: its settings, its warnings, its clients (one a site), and the gates
 * that hold back all calls of one credential. Credentials are resolved at the first call that needs them, since the process may be asked to work
 * before its configuration has come to an end.
 */
export class Session {
  readonly log: WarningLog;
  readonly clock: Clock;
  private readonly environment: Environment;
  private readonly createClient: typeof createDatadogClient;
  private readonly gates: PacingGates;
  private readonly clients = new Map<Site, DatadogClient>();
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
    this.gates = new PacingGates({ clock });
  }

  /** Takes the stack's configuration. Synchronous on purpose: other calls may already wait behind this one. */
  configure(config: StackConfig): void {
    this.config = config;
    this.clients.clear();
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
    const existing = this.clients.get(site);
    if (existing) return existing;
    const { settings } = this;
    const credentials = settings.credentials();
    const apiUrl = settings.apiUrl() ?? apiUrlOf(site);
    const client = this.createClient({
      site,
      credentials,
      apiUrl,
      requestTimeoutSeconds: settings.requestTimeoutSeconds(),
      retryDeadlineSeconds: settings.retryDeadlineSeconds(),
      gate: this.gates.gateFor(apiUrl, credentials),
      clock: this.clock,
    });
    this.clients.set(site, client);
    return client;
  }
}
