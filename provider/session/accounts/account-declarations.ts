import type { Found } from "../setting-sources";

/** The texts that the stack's configuration holds for one account, by field; none for one of the environment. */
type AccountFields = Readonly<Partial<Record<string, string>>>;

/** The accounts that configuration and environment declare, and what is wrong with that. */
export interface DeclaredAccounts {
  /** By name, those of the configuration first. */
  accounts: ReadonlyMap<string, AccountFields>;
  /** One sentence each, without a word of what may be a credential. */
  problems: readonly string[];
}

const fields: readonly string[] = ["site", "bearerToken", "apiKey", "appKey", "apiUrl"];
const namePattern = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const longestName = 40;
/** `default` is the account of the flat settings, `any` asks all of them. */
const reservedNames: readonly string[] = ["default", "any"];

/**
 * Reads the declared accounts.
 *
 * @param config - `datadog:accounts`, a JSON object by name: `{"prod": {"site": "datadoghq.eu", "bearerToken": "…"}}`;
 * what it leaves out may be in the environment.
 * @param environment - `DD_ACCOUNTS`, names with commas between them; their settings are `DD_<NAME>_SITE` and so on.
 */
export function declaredAccounts(
  config: Found | undefined,
  environment: Found | undefined,
): DeclaredAccounts {
  const accounts = new Map<string, AccountFields>();
  const problems: string[] = [];
  if (config !== undefined) {
    for (const [name, given] of entriesOf(config, problems)) {
      const settings = settingsOf(`${config.name}.${name}`, given, problems);
      declare(name, settings, config.name);
    }
  }
  for (const name of environment?.value.split(/[\s,]+/).filter((each) => each !== "") ?? []) {
    declare(name.toLowerCase(), accounts.get(name.toLowerCase()) ?? {}, environment?.name ?? "");
  }
  return { accounts, problems };

  function declare(name: string, settings: AccountFields, where: string): void {
    const problem = problemWithName(name);
    if (problem === undefined) {
      accounts.set(name, settings);
    } else {
      problems.push(`${where}: ${problem}`);
    }
  }
}

function problemWithName(name: string): string | undefined {
  if (reservedNames.includes(name)) {
    return `no account may be called ${name}: "default" is that of the settings without a name (datadog:apiKey, DD_API_KEY, …), and "any" asks all of them.`;
  }
  // A name that is none may be a credential that stands at the wrong place, so it is not shown.
  return namePattern.test(name) && name.length <= longestName
    ? undefined
    : `an account's name consists of lower-case letters, digits and single hyphens, begins with a letter, and has at most ${longestName} characters: prod, eu-security.`;
}

function entriesOf({ value, name }: Found, problems: string[]): [string, unknown][] {
  const parsed = parsedJson(value);
  if (isObject(parsed)) {
    return Object.entries(parsed);
  }
  problems.push(
    `${name} must be a map of accounts by name; write it with pulumi config set --path 'datadog:accounts.<name>.site' <site>, and --secret for what is secret.`,
  );
  return [];
}

function settingsOf(path: string, given: unknown, problems: string[]): AccountFields {
  const shown = namePattern.test(path.slice(path.lastIndexOf(".") + 1)) ? path : "datadog:accounts.<name>";
  if (!isObject(given)) {
    problems.push(`${shown} must be a map of ${fields.join(", ")}.`);
    return {};
  }
  const settings: Record<string, string> = {};
  for (const [field, value] of Object.entries(given)) {
    if (!fields.includes(field)) {
      problems.push(`${shown} has a setting that there is not; there are ${fields.join(", ")}.`);
    } else if (typeof value !== "string") {
      problems.push(`${shown}.${field} must be text.`);
    } else {
      settings[field] = value;
    }
  }
  return settings;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
