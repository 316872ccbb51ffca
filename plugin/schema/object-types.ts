import type { AskedAccount, RevocationEvidence } from "../../provider/schema/revocation-record";
import type { RevocationEntry } from "../../provider/schema/revocation-entry";
import type { TokenLeak } from "../../provider/datadog";
import type { BatchedRevocation } from "../../sdk/inputs/batched-revocation";
import { enumTypes } from "./enum-types";
import { listOf, text, wholeNumber, type Property } from "./property";
import { refTo } from "./type-reference";

/** An object with properties of its own. */
interface ObjectType {
  description: string;
  properties: Readonly<Record<string, Property>>;
  required: readonly string[];
}

const evidence: Record<keyof RevocationEvidence, Property> = {
  name: { description: "The token's name.", type: text },
  ownerId: { description: "The UUID of the user who owned it, or of the service account.", type: text },
  scopes: { description: "The scopes that it had.", type: listOf(text) },
  createdAt: { description: "The time of its creation, ISO 8601 UTC.", type: text },
  expiresAt: { description: "The time at which it would have expired, ISO 8601 UTC.", type: text },
  lastUsedAt: { description: "The time of its last use, ISO 8601 UTC.", type: text },
};

const asked: Record<keyof AskedAccount, Property> = {
  account: { description: "The account's name.", type: text },
  organization: { description: "The id of its organisation; absent if that could not be told.", type: text },
};

const entry: Record<keyof RevocationEntry, Property> = {
  kind: { description: "service for a service account's token.", type: text },
  serviceAccountId: { description: "The service account that owns the token.", type: text },
  site: { description: "The Datadog site of the token's organisation.", type: text },
  account: { description: "The account whose organisation has the token.", type: text },
  revokeOn: { description: enumTypes.RevokeOn.description, type: text },
  onNotFound: { description: enumTypes.OnNotFound.description, type: text },
  reason: { description: "The reason, for the record.", type: text },
  ticket: { description: "The ticket or incident, for the record.", type: text },
  foundAt: { description: "The places where reports found the token.", type: listOf(text) },
};

const batchedTokenId: Record<"tokenId" | "kind" | "serviceAccountId", Property> = {
  tokenId: { description: "The token's id, a UUID in any letter case.", type: text },
  kind: {
    description:
      "service for a token of a service account, which is then found if serviceAccountId does not name it.",
    defaultsTo: '"personal"',
    type: refTo("TokenKind"),
  },
  serviceAccountId: { description: "The service account that owns the token.", type: text },
};

const named = {
  tokenId: { description: "The token's id, a UUID in lower case.", type: text },
  kind: { description: "The owner's kind, as the prefix says.", type: refTo("TokenKind") },
  publicPortion: {
    description:
      "ddpat_<ALIAS> or ddsat_<ALIAS>: fit to be written down, and accepted by the argument token.",
    type: text,
  },
} as const satisfies Record<string, Property>;

const found: Record<keyof typeof named | "line" | "column", Property> = {
  ...named,
  line: { description: "The line at which it stands, from 1.", type: wholeNumber },
  column: { description: "The character of the line at which it stands, from 1.", type: wholeNumber },
};

const accessToken: Record<string, Property> = {
  tokenId: named.tokenId,
  kind: { description: "The owner's kind.", type: refTo("TokenKind") },
  ...evidence,
  leak: { description: "The leak that Datadog has detected, if it was asked for.", type: refTo("TokenLeak") },
};

const leak: Record<keyof TokenLeak, Property> = {
  date: { description: "The time of the leak, ISO 8601 UTC.", type: text },
  source: { description: "Where the token was found, in Datadog's words.", type: text },
};

const recorded: Record<keyof BatchedRevocation, Property> = {
  tokenId: named.tokenId,
  kind: entry.kind,
  serviceAccountId: entry.serviceAccountId,
  site: entry.site,
  account: entry.account,
  accountsAsked: {
    description: "The accounts that did not show the token.",
    type: listOf(refTo("AskedAccount")),
  },
  organization: { description: "The id of the organisation that answered.", type: text },
  status: { description: enumTypes.RevocationStatus.description, type: refTo("RevocationStatus") },
  revokedAt: { description: "The time of our confirmed DELETE, ISO 8601 UTC.", type: text },
  verifiedAt: { description: "The time at which the token was proven gone, ISO 8601 UTC.", type: text },
  notFoundAt: { description: "The time at which a token that was never seen was not found.", type: text },
  unfinished: { description: enumTypes.UnfinishedPart.description, type: refTo("UnfinishedPart") },
  seenBy: {
    description: "The user whose credentials last saw the token alive, or left that part.",
    type: text,
  },
  evidence: { description: "The token before its DELETE.", type: refTo("RevocationEvidence") },
  reason: entry.reason,
  ticket: entry.ticket,
  foundAt: entry.foundAt,
};

/** The objects, by name. */
export const objectTypes = {
  RevocationEvidence: {
    description: "A token as Datadog described it before its DELETE.",
    properties: evidence,
    required: [],
  },
  AskedAccount: {
    description: "An account that did not show a token.",
    properties: asked,
    required: ["account"],
  },
  RevocationEntry: {
    description: "The words of one token's entry, as far as they differ from the defaults.",
    properties: entry,
    required: [],
  },
  BatchedTokenId: {
    description: "A token by its id and its owner.",
    properties: batchedTokenId,
    required: ["tokenId"],
  },
  RecordedRevocation: {
    description: "One token of a batch or a list: what became of it, and what its entry says.",
    properties: recorded,
    required: ["tokenId", "site", "status"],
  },
  FoundToken: {
    description: "One place of a text at which a token stands; without its secret part.",
    properties: found,
    required: Object.keys(found),
  },
  TokenLeak: {
    description: "The leak of a token that Datadog itself has detected, as far as it tells it.",
    properties: leak,
    required: [],
  },
  AccessToken: {
    description: "A living access token as Datadog's list shows it.",
    properties: accessToken,
    required: ["tokenId", "kind"],
  },
} as const satisfies Record<string, ObjectType>;

/** The properties of a token that a text names. */
export const namedToken = named;
