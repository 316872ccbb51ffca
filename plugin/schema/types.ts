import { pluginName } from "../../provider/schema/resource-types";
import { onNotFoundValues, revokeOnValues } from "../../provider/schema/options";
import type { RevocationEntry } from "../../provider/schema/revocation-entry";
import type {
  AskedAccount,
  RevocationEvidence,
  UnfinishedPart,
} from "../../provider/schema/revocation-record";
import type { RevocationStatus } from "../../provider/schema/revocation-status";
import type { TokenKind } from "../../provider/datadog/token/token-text";
import type { BatchedRevocation } from "../../sdk/resources/batched-revocation";
import { listOf, text, wholeNumber, type Property, type PropertyType } from "./property";

/** An enumeration, with the meaning of each value. */
interface EnumType {
  description: string;
  values: Readonly<Record<string, string>>;
}

/** An object with properties of its own. */
interface ObjectType {
  description: string;
  properties: Readonly<Record<string, Property>>;
  required: readonly string[];
}

type Meanings<Value extends string> = Record<Value, string>;

const revokeOn: Meanings<(typeof revokeOnValues)[number]> = {
  create: "When the resource is created.",
  delete: "When the resource is deleted: until then the token lives.",
  both: "When it is created, and once more when it is deleted.",
};
const onNotFound: Meanings<(typeof onNotFoundValues)[number]> = {
  accept: "It is revoked already.",
  fail: "It is an error.",
};
const status: Meanings<RevocationStatus> = {
  revoked: "Revoked by us.",
  alreadyRevoked: "Found revoked.",
  armed: "To be revoked when the resource is deleted.",
};
const kind: Meanings<TokenKind> = {
  personal: "A person's token, ddpat_….",
  service: "A service account's token, ddsat_….",
};
const unfinished: Meanings<UnfinishedPart> = {
  verification: "The token's death was not told.",
  aliveAgain: "A refresh found the token alive.",
};

export const enumTypes = {
  RevokeOn: {
    description: "At which end of the resource's life the DELETE is called.",
    values: revokeOn,
  },
  OnNotFound: { description: "The meaning of a 404.", values: onNotFound },
  RevocationStatus: { description: "The fate of a token.", values: status },
  TokenKind: { description: "The owner's kind.", values: kind },
  UnfinishedPart: { description: "The part that is left to the next run.", values: unfinished },
} as const satisfies Record<string, EnumType>;

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
};

const recorded: Record<keyof BatchedRevocation, Property> = {
  tokenId: named.tokenId,
  kind: entry.kind,
  serviceAccountId: entry.serviceAccountId,
  site: entry.site,
  account: entry.account,
  accountsAsked: {
    description: "The accounts that did not know the token.",
    type: listOf(refTo("AskedAccount")),
  },
  organization: { description: "The id of the organisation that answered.", type: text },
  status: { description: enumTypes.RevocationStatus.description, type: refTo("RevocationStatus") },
  revokedAt: { description: "The time of our confirmed DELETE, ISO 8601 UTC.", type: text },
  verifiedAt: { description: "The time at which the token was proven gone, ISO 8601 UTC.", type: text },
  notFoundAt: { description: "The time at which a token that was never seen was not found.", type: text },
  unfinished: { description: enumTypes.UnfinishedPart.description, type: refTo("UnfinishedPart") },
  evidence: { description: "The token before its DELETE.", type: refTo("RevocationEvidence") },
  reason: entry.reason,
  ticket: entry.ticket,
  foundAt: entry.foundAt,
};

export const objectTypes = {
  RevocationEvidence: {
    description: "A token as Datadog described it before its DELETE.",
    properties: evidence,
    required: [],
  },
  AskedAccount: {
    description: "An account that did not know a token.",
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
  AccessToken: {
    description: "A living access token as Datadog's list shows it.",
    properties: accessToken,
    required: ["tokenId", "kind"],
  },
} as const satisfies Record<string, ObjectType>;

/** The properties of a token that a text names. */
export const namedToken = named;

type TypeName =
  | "RevokeOn"
  | "OnNotFound"
  | "RevocationStatus"
  | "TokenKind"
  | "UnfinishedPart"
  | "RevocationEvidence"
  | "AskedAccount"
  | "RevocationEntry"
  | "BatchedTokenId"
  | "RecordedRevocation"
  | "FoundToken"
  | "AccessToken";

/** A reference to one of the types. */
export function refTo(name: TypeName): PropertyType {
  return { $ref: `#/types/${pluginName}:index:${name}` };
}
