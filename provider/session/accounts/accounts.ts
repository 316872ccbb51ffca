import { defaultAccount } from "../../datadog";
import { Account, type AccountSettings } from "./account";
import { declaredAccounts, type DeclaredAccounts } from "./account-declarations";
import { allowedHostsIn } from "./api-address";
import type { DelegationSettings } from "./credential-settings";
import { ConfigurationError } from "../configuration-error";
import { foundIn, type Found, type SettingSources } from "../setting-sources";

/** The accounts of a run: the one without a name, from the flat settings, and the named ones. */
export class Accounts {
  readonly #sources: SettingSources;
  #read: DeclaredAccounts | undefined;

  constructor(sources: SettingSources) {
    this.#sources = sources;
  }

  /** The names of the accounts, without `default`, in the order in which they were declared. */
  get names(): readonly string[] {
    return [...this.#declared.accounts.keys()];
  }

  /** The sentences about what is wrong with the declarations themselves. */
  get problems(): readonly string[] {
    return this.#declared.problems;
  }

  /** The accounts that `account: "any"` asks: the named ones, and `default` if it has credentials or is the only one. */
  asked(): Account[] {
    const unnamed = this.account(defaultAccount);
    const named = this.names.map((name) => this.account(name));
    return named.length === 0 || unnamed.hasCredentials() ? [unnamed, ...named] : named;
  }

  /** Tells whether anything declares an account of this name. */
  has(name: string): boolean {
    return name === defaultAccount || this.#declared.accounts.has(name);
  }

  /** @throws ConfigurationError for a name that nothing declares. */
  account(name: string = defaultAccount): Account {
    if (!this.has(name)) {
      throw new ConfigurationError(this.unknownAccount(name));
    }
    const settings = name === defaultAccount ? this.#flat() : this.#named(name);
    return new Account(settings, allowedHostsIn(this.#sources.inEnvironment("DD_ALLOWED_API_HOSTS")));
  }

  /** The words for a name that nothing declares. */
  unknownAccount(name: string): string {
    const known = this.names.length === 0 ? "none is declared" : `declared are ${this.names.join(", ")}`;
    const { provider } = this.#sources;
    const where =
      provider === undefined
        ? `with its site in the stack, pulumi config set --path 'datadog:accounts.${name}.site' <site>, or in DD_ACCOUNTS.`
        : `in accounts of the provider "${provider}".`;
    return `there is no account ${JSON.stringify(name)}; ${known}. Declare it ${where}`;
  }

  get #declared(): DeclaredAccounts {
    this.#read ??= declaredAccounts(
      this.#sources.inConfig("datadog:accounts"),
      this.#sources.inEnvironment("DD_ACCOUNTS"),
    );
    return this.#read;
  }

  #flat(): AccountSettings {
    const sources = this.#sources;
    return {
      name: defaultAccount,
      site: sources.find("datadog:site", "DD_SITE"),
      apiUrl: sources.findInEnvironmentFirst("datadog:apiUrl", "DD_API_URL"),
      credentials: [
        {
          bearerToken: sources.inConfig("datadog:bearerToken"),
          apiKey: sources.inConfig("datadog:apiKey"),
          appKey: sources.inConfig("datadog:appKey"),
          keyNames: ["datadog:apiKey", "datadog:appKey"],
        },
        {
          bearerToken:
            sources.inEnvironment("DD_BEARER_TOKEN") ?? sources.inEnvironment("DATADOG_BEARER_TOKEN"),
          apiKey: sources.inEnvironment("DD_API_KEY"),
          appKey: sources.inEnvironment("DD_APP_KEY"),
          keyNames: ["DD_API_KEY", "DD_APP_KEY"],
          delegation: this.#delegation("DD"),
        },
      ],
      missingCredentials: this.#missingFlat(),
    };
  }

  #delegation(prefix: string): DelegationSettings {
    const sources = this.#sources;
    return {
      setting: sources.inEnvironment(`${prefix}_DELEGATED_TOKEN`),
      audience: sources.inEnvironment(`${prefix}_DELEGATED_TOKEN_AUDIENCE`),
      requestUrl: sources.inEnvironment("ACTIONS_ID_TOKEN_REQUEST_URL"),
      requestToken: sources.inEnvironment("ACTIONS_ID_TOKEN_REQUEST_TOKEN"),
    };
  }

  #missingFlat(): string {
    const others =
      this.names.length === 0
        ? []
        : [`Or name one of the accounts ${this.names.join(", ")} in the program, as account.`];
    const { provider } = this.#sources;
    const what =
      provider === undefined
        ? [
            "Set DD_BEARER_TOKEN (a personal or service access token), or DD_API_KEY and DD_APP_KEY, in the environment of pulumi;",
            "or in the stack: pulumi config set --secret datadog:bearerToken, or --secret datadog:apiKey and --secret datadog:appKey.",
          ]
        : [giveTo(`the provider "${provider}"`)];
    return [
      "No Datadog credentials are set, and nothing was sent.",
      ...what,
      "They need one of the permissions user_app_keys and org_app_keys_write.",
      ...others,
    ].join(" ");
  }

  #named(name: string): AccountSettings {
    const prefix = variablePrefix(name);
    const { provider } = this.#sources;
    const inConfig = (field: string): Found | undefined =>
      foundIn(
        this.#declared.accounts.get(name)?.[field],
        `datadog:accounts.${name}.${field}`,
        "stack configuration",
      );
    const inEnvironment = (field: string) => this.#sources.inEnvironment(`${prefix}_${field}`);
    return {
      name,
      site: inConfig("site") ?? inEnvironment("SITE"),
      apiUrl: inEnvironment("API_URL") ?? inConfig("apiUrl"),
      credentials: [
        {
          bearerToken: inConfig("bearerToken"),
          apiKey: inConfig("apiKey"),
          appKey: inConfig("appKey"),
          keyNames: [`datadog:accounts.${name}.apiKey`, `datadog:accounts.${name}.appKey`],
        },
        {
          bearerToken: inEnvironment("BEARER_TOKEN"),
          apiKey: inEnvironment("API_KEY"),
          appKey: inEnvironment("APP_KEY"),
          keyNames: [`${prefix}_API_KEY`, `${prefix}_APP_KEY`],
          delegation: this.#delegation(prefix),
        },
      ],
      missingCredentials: [
        `No credentials are set for the Datadog account ${name}, and nothing was sent with it.`,
        ...(provider === undefined
          ? [
              `Set ${prefix}_BEARER_TOKEN (a personal or service access token), or ${prefix}_API_KEY and ${prefix}_APP_KEY, in the environment of pulumi;`,
              `or in the stack: pulumi config set --path --secret 'datadog:accounts.${name}.bearerToken'.`,
            ]
          : [giveTo(`accounts.${name} of the provider "${provider}"`)]),
        "They need one of the permissions user_app_keys and org_app_keys_write.",
      ].join(" "),
    };
  }
}

/** The advice for a provider that a program made: it asks with its own credentials alone. */
function giveTo(whom: string): string {
  return `Give them to ${whom}, for which those of the environment are not used: bearerToken (a personal or service access token), or apiKey and appKey.`;
}

/** The beginning of an account's variables: `DD_PROD_EU` of `prod-eu`. */
function variablePrefix(account: string): string {
  return `DD_${account.toUpperCase().replaceAll("-", "_")}`;
}
