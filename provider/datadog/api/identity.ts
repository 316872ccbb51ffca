import { normalizeTokenId } from "../token/token-id";
import type { IdentityEndpoint } from "./endpoint";
import { objectIn, parseJson, textIn, type JsonObject } from "./json-api";

/** The answer to the question whose the credentials are. A problem is whole sentences, without any secret. */
export type Identity =
  /** The ids of the organisation and, if they are told, of the user, and its name: UUIDs in lower case unless Datadog changes their form. */
  | { kind: "placed"; organization: string; user?: string; organizationName?: string }
  /** Datadog accepts them, and does not say whose they are. */
  | { kind: "valid" }
  /** Datadog does not accept them. */
  | { kind: "refused"; problem: string }
  /** Datadog did not tell; `isTransient` if another run may well be told, as after a 503. */
  | { kind: "unknown"; problem: string; isTransient: boolean };

/** The meaning of a 200's body; `unplaced` is one of Datadog's without an organisation. */
export type IdentityReading = Extract<Identity, { kind: "placed" | "valid" }> | { kind: "unplaced" };

/** One way to ask. */
export interface IdentityProbe {
  endpoint: IdentityEndpoint;
  /** Reads a 200's body; undefined if it is not what the endpoint answers with. */
  read: (body: string) => IdentityReading | undefined;
}

const currentUser: IdentityProbe = { endpoint: "currentUser", read: currentUserIn };
const validateApiKey: IdentityProbe = { endpoint: "validateApiKey", read: validationIn };
const validateKeys: IdentityProbe = { endpoint: "validateKeys", read: acceptanceIn };

/** The ways to ask about each kind of credentials, the one that tells most first; the last asks for no permission. */
export const identityProbes = {
  bearer: [currentUser, validateKeys],
  delegated: [currentUser, validateKeys],
  keys: [currentUser, validateApiKey, validateKeys],
} as const satisfies Record<string, readonly IdentityProbe[]>;

/** An id is short and of one piece; anything else is none, and must not get into a record. */
const idPattern = /^[^\s\p{C}]{1,100}$/u;

/** The user's organisation: `data.relationships.org.data`, of type `orgs`; its name, if it is told, is among what is `included`. */
function currentUserIn(body: string): IdentityReading | undefined {
  const data = dataIn(body);
  const { id, type } = objectIn(objectIn(objectIn(data?.["relationships"])["org"])["data"]);
  const reading =
    data && placedIn(type === "orgs" ? id : undefined, data["type"] === "users" ? data["id"] : undefined);
  const organizationName = reading?.kind === "placed" ? nameIn(body, id) : undefined;
  return reading && { ...reading, ...(organizationName !== undefined && { organizationName }) };
}

/** A name for people: of one line, and short. */
const namePattern = /^[^\p{C}\p{Zl}\p{Zp}]{1,100}$/u;

function nameIn(body: string, organization: unknown): string | undefined {
  const { included } = objectIn(parseJson(body));
  const names = (Array.isArray(included) ? included : [])
    .map(objectIn)
    .filter(({ type, id }) => type === "orgs" && id === organization)
    .map(({ attributes }) => textIn(objectIn(attributes)["name"]));
  return names.find((name) => name !== undefined && namePattern.test(name));
}

/** The API key's organisation: `data.id`, if the key is valid. */
function validationIn(body: string): IdentityReading | undefined {
  const data = dataIn(body);
  const { valid } = objectIn(data?.["attributes"]);
  return data && placedIn(valid === true ? data["id"] : undefined);
}

function acceptanceIn(body: string): IdentityReading | undefined {
  return objectIn(parseJson(body))["status"] === "ok" ? { kind: "valid" } : undefined;
}

/** The resource object of a JSON:API body; undefined if there is none, or an empty one. */
function dataIn(body: string): JsonObject | undefined {
  const data = objectIn(objectIn(parseJson(body))["data"]);
  return Object.keys(data).length > 0 ? data : undefined;
}

function placedIn(id: unknown, userId?: unknown): IdentityReading {
  const organization = idIn(id);
  const user = idIn(userId);
  return organization === undefined
    ? { kind: "unplaced" }
    : { kind: "placed", organization, ...(user !== undefined && { user }) };
}

function idIn(value: unknown): string | undefined {
  const text = textIn(value);
  return text !== undefined && idPattern.test(text) ? (normalizeTokenId(text) ?? text) : undefined;
}
