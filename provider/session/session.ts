import {
  accountSiteKey,
  createDatadogClient,
  defaultAccount,
  RequestSchedulers,
  systemClock,
  type AccountSite,
  type Clock,
  type DatadogClient,
  type DatadogClientOptions,
  type Identity,
  type RequestScheduler,
  type Site,
} from "../datadog";
import type { MessageLog } from "./message-log";
import { Identities, unknownBefore } from "./identities";
import { SharedQuestions, type Interruptions } from "./shared-questions";
import type { ApiAddress } from "./accounts/api-address";
import { ConfigurationError } from "./configuration-error";
import { ownTokensOf, type OwnToken } from "./accounts/own-tokens";
import type { Environment, StackConfig } from "./setting-sources";
import { Settings } from "./settings";

/** The parts of a session that come from outside. */
export interface SessionOptions extends Interruptions {
  environment?: Environment;
  log: MessageLog;
  clock?: Clock;
  createClient?: typeof createDatadogClient;
  /** The network of all clients. */
  send?: DatadogClientOptions["send"];
}

interface Connection {
  client: DatadogClient;
  scheduler: RequestScheduler;
}

/**
 * One life of the dynamic-provider process: its settings, its messages, its clients (one for each account and site), and the schedulers that
 * hold back all calls of one credential. Credentials are resolved at the first call that needs them, since the process
 * may be asked to work before its configuration has come to an end.
 */
export class Session {
  readonly log: MessageLog;
  readonly clock: Clock;
  readonly shared: SharedQuestions;
  readonly #environment: Environment;
  readonly #createClient: typeof createDatadogClient;
  readonly #interruption: () => AbortSignal | undefined;
  readonly #send: DatadogClientOptions["send"];
  readonly #connections = new Map<string, Connection>();
  readonly #identities: Identities;
  /** The site that an account's overriding address stands in for, by account. */
  readonly #standIns = new Map<string, Site>();
  /** Built with the first client, since how many requests they let through at once is a setting. */
  #schedulers: RequestSchedulers | undefined;
  #config: StackConfig | undefined;

  constructor({
    environment = process.env,
    log,
    clock = systemClock,
    createClient = createDatadogClient,
    send,
    interruption = () => undefined,
    share,
  }: SessionOptions) {
    this.#environment = environment;
    this.log = log;
    const sleep: Clock["sleep"] = (ms, signal = interruption()) => clock.sleep(ms, signal);
    this.clock = { now: () => clock.now(), sleep };
    this.#interruption = interruption;
    this.#createClient = createClient;
    this.#send = send;
    this.shared = new SharedQuestions({ interruption, ...(share && { share }) });
    this.#identities = new Identities(clock);
  }

  /** Takes the stack's configuration. Synchronous on purpose: other calls may already wait behind this one. */
  configure(config: StackConfig): void {
    this.#config = config;
    this.#connections.clear();
    this.#standIns.clear();
  }

  /** The settings of configuration and environment as they are now. */
  get settings(): Settings {
    return new Settings(this.#config, this.#environment);
  }

  /**
   * The client for an account's organisation at a site.
   *
   * @throws ConfigurationError for missing credentials or a wrong setting, before any request.
   */
  client(accountSite: AccountSite): DatadogClient {
    return this.#connection(accountSite).client;
  }

  /**
   * The organisation of an account's credentials at a site, asked for once in the life of the process; an answer worth nothing is
   * asked for again by the first who wants to know 10 s later. It rejects for no reason of Datadog's.
   *
   * @throws ConfigurationError for missing credentials or a wrong setting, before any request.
   */
  async identityOf(accountSite: AccountSite): Promise<Identity> {
    const { client, scheduler } = this.#connection(accountSite);
    const ask = () => this.#identities.identityAt(accountSite, scheduler, () => client.identify());
    return this.shared.answer(ask, unknownBefore);
  }

  /** The same for a proof: if trouble kept it unknown, Datadog is asked again, with more time; see `Identities`. */
  async identityToProve(accountSite: AccountSite): Promise<Identity> {
    const { client, scheduler } = this.#connection(accountSite);
    const ask = () =>
      this.#identities.identityToProve(accountSite, scheduler, (options) => client.identify(options));
    return this.shared.answer(ask, unknownBefore);
  }

  /** The rate limits that an account's requests at a site have met. */
  limitsAt(accountSite: AccountSite): RequestScheduler["limits"] {
    return this.#connection(accountSite).scheduler.limits;
  }

  /** The tokens that this run itself works with, by id. */
  ownTokens(): ReadonlyMap<string, OwnToken> {
    return ownTokensOf(this.settings.accounts);
  }

  /** The accounts that a token is looked for in if it is declared for any, each with its site. */
  accountSites(): AccountSite[] {
    return this.settings.accounts.asked().map((account) => ({ site: account.site(), account: account.name }));
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

  /**
   * The address that is asked for an account's organisation at a site. One that replaces Datadog's own stands in for one
   * site alone: another one would not be asked, and must not be recorded as if it had been.
   *
   * @throws ConfigurationError for an account that is not declared, and for an address that is wrong or may not be asked.
   */
  addressOf({ site, account = defaultAccount }: AccountSite): ApiAddress {
    const settings = this.settings.accounts.account(account);
    const address = settings.address(site);
    if (address.override !== undefined) {
      const standsInFor = this.#standIns.get(account) ?? site;
      this.#standIns.set(account, standsInFor);
      if (standsInFor !== site) {
        throw new ConfigurationError(
          `${address.override.name}: it stands in for ${standsInFor}, and ${site} would not be asked. Give each site an account of its own (datadog:accounts, DD_ACCOUNTS).`,
        );
      }
    }
    return address;
  }

  #connection(accountSite: AccountSite): Connection {
    const key = accountSiteKey(accountSite);
    const connection = this.#connections.get(key) ?? this.#connect(accountSite);
    this.#connections.set(key, connection);
    return connection;
  }

  #connect({ site, account = defaultAccount }: AccountSite): Connection {
    const { settings, clock } = this;
    const { accounts } = settings;
    const credentials = accounts.account(account).credentials();
    const { url: apiUrl } = this.addressOf({ site, account });
    this.#schedulers ??= new RequestSchedulers({ clock, concurrency: settings.concurrency() });
    const scheduler = this.#schedulers.schedulerFor(apiUrl, credentials);
    const client = this.#createClient({
      site,
      // The only account needs no name.
      ...(accounts.names.length > 0 && { account }),
      credentials,
      apiUrl,
      requestTimeoutSeconds: settings.requestTimeoutSeconds(),
      retryDeadlineSeconds: settings.retryDeadlineSeconds(),
      acceptBareNotFound: settings.acceptBareNotFound(),
      scheduler,
      clock,
      interruption: this.#interruption,
      ...(this.#send !== undefined && { send: this.#send }),
    });
    return { client, scheduler };
  }
}
