/** The answers of one account's organisation about a token. */
export type AccountBehaviour =
  /** It has the token, and revokes it. */
  | "has it"
  /** It has the token, and the credentials may read and not revoke. */
  | "has it and may not revoke"
  /** It has the token, and the credentials may revoke and not read. */
  | "has it and may not read"
  /** 404 from first to last. */
  | "does not know it"
  /** 401 to everything. */
  | "refuses the credentials"
  /** No connection. */
  | "is down"
  /** 404 without a body to everything, as a gateway in between says it. */
  | "answers a bare 404";

/** The accounts of the scenarios: three organisations on three sites. */
export const accountsOnSites = {
  prod: "datadoghq.com",
  eu: "datadoghq.eu",
  gov: "ddog-gov.com",
} as const;
export type AccountName = keyof typeof accountsOnSites;

/** One way in which `account: "any"` may go, and what it comes to. */
export interface AccountOutcome {
  /** The row of the documentation that it belongs to. */
  row: string;
  prod: AccountBehaviour;
  eu: AccountBehaviour;
  gov: AccountBehaviour;
  /** The account that the outputs name, or an error that names these accounts as not asked. */
  comesTo:
    | { status: "revoked" | "alreadyRevoked"; account: AccountName | "any" }
    | { error: readonly AccountName[] };
}

const none = "does not know it";

/** The table that the documentation of accounts, the unit tests and the tests with three simulators share. */
export const accountOutcomes: readonly AccountOutcome[] = [
  {
    row: "one shows the token alive",
    prod: none,
    eu: "has it",
    gov: none,
    comesTo: { status: "revoked", account: "eu" },
  },
  {
    row: "one shows the token alive",
    prod: "is down",
    eu: "refuses the credentials",
    gov: "has it",
    comesTo: { status: "revoked", account: "gov" },
  },
  {
    row: "two show it alive",
    prod: none,
    eu: "has it",
    gov: "has it",
    comesTo: { status: "revoked", account: "eu" },
  },
  {
    row: "the one that shows it may not revoke it, and another one shows it too",
    prod: "has it and may not revoke",
    eu: none,
    gov: "has it",
    comesTo: { status: "revoked", account: "gov" },
  },
  {
    row: "the one that shows it may not revoke it, and no other shows it",
    prod: none,
    eu: "has it and may not revoke",
    gov: none,
    comesTo: { error: ["eu"] },
  },
  {
    row: "none shows it, and one answers the DELETE with 204",
    prod: none,
    eu: "has it and may not read",
    gov: none,
    comesTo: { status: "revoked", account: "eu" },
  },
  {
    row: "all answer 404",
    prod: none,
    eu: none,
    gov: none,
    comesTo: { status: "alreadyRevoked", account: "any" },
  },
  {
    row: "one could not be asked, and no other knew the token",
    prod: none,
    eu: none,
    gov: "refuses the credentials",
    comesTo: { error: ["gov"] },
  },
  {
    row: "one could not be asked, and no other knew the token",
    prod: "is down",
    eu: none,
    gov: none,
    comesTo: { error: ["prod"] },
  },
  {
    row: "one could not be asked, and no other knew the token",
    prod: none,
    eu: "answers a bare 404",
    gov: none,
    comesTo: { error: ["eu"] },
  },
  {
    row: "one could not be asked, and no other knew the token",
    prod: none,
    eu: "answers a bare 404",
    gov: "is down",
    comesTo: { error: ["eu", "gov"] },
  },
];
