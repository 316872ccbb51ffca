import { isUuid } from "./token-text";

/** The place where Datadog's own leak detection found a token. */
export interface NewLeak {
  /** ISO 8601. */
  readonly date: string;
  /** The place, in Datadog's words; absent: it does not say. */
  readonly source?: string;
}

/** JSON:API type of a token. */
export type TokenType = "personal_access_tokens" | "service_access_tokens";

/** A token that is to exist; everything left out is made up. Times are ISO 8601. */
export interface NewToken {
  /** UUID in any letter case. */
  readonly tokenId?: string;
  /** @defaultValue "personal_access_tokens" */
  readonly type?: TokenType;
  readonly name?: string;
  readonly scopes?: readonly string[];
  /** UUID of the user, or of the service account, that owns the token. */
  readonly ownerId?: string;
  /** @defaultValue now */
  readonly createdAt?: string;
  /** `null`: never. @defaultValue a year after creation */
  readonly expiresAt?: string | null;
  /** `null`: never used. @defaultValue null */
  readonly lastUsedAt?: string | null;
  /** The leak that Datadog has detected. @defaultValue none */
  readonly leak?: NewLeak;
  /** True if the token is already revoked. @defaultValue false */
  readonly revoked?: boolean;
}

interface Field {
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
}

const uuid: Field = { expected: "a UUID", holds: (value) => typeof value === "string" && isUuid(value) };
const time: Field = { expected: "an ISO 8601 time", holds: isTime };
const timeOrNull: Field = {
  expected: "an ISO 8601 time or null",
  holds: (value) => value === null || isTime(value),
};

const fields: Readonly<Record<keyof NewToken, Field>> = {
  tokenId: uuid,
  type: {
    expected: '"personal_access_tokens" or "service_access_tokens"',
    holds: (value) => value === "personal_access_tokens" || value === "service_access_tokens",
  },
  name: { expected: "a non-empty text", holds: (value) => typeof value === "string" && value !== "" },
  scopes: { expected: "an array of texts", holds: isTexts },
  ownerId: uuid,
  createdAt: time,
  expiresAt: timeOrNull,
  lastUsedAt: timeOrNull,
  leak: { expected: "an object with a date (ISO 8601) and perhaps a source (text)", holds: isLeak },
  revoked: { expected: "true or false", holds: (value) => typeof value === "boolean" },
};

/**
 * Describes the problems of a would-be token, one sentence for each ill-formed or unknown field; `[]` if all is well.
 * A field that is `undefined` counts as left out. No value is repeated: a token's text may have strayed into one.
 */
export function problemsOfNewToken(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return ["a token must be an object."];
  }
  return Object.entries(value).flatMap(([key, given]: [string, unknown]) => {
    if (given === undefined) {
      return [];
    }
    if (!isField(key)) {
      return [`"${key}" is no field of a token; there are ${Object.keys(fields).join(", ")}.`];
    }
    return fields[key].holds(given) ? [] : [`"${key}" must be ${fields[key].expected}.`];
  });
}

/** True if a value can be a new token. */
export function isNewToken(value: unknown): value is NewToken {
  return problemsOfNewToken(value).length === 0;
}

/** True if a value is an array of texts, as a token's scopes are. */
export function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

/** True if a value is a time with a date, as ISO 8601 writes it. */
export function isTime(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value));
}

function isLeak(value: unknown): value is NewLeak {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const { date, source, ...others } = value as Record<string, unknown>;
  return (
    isTime(date) && (source === undefined || typeof source === "string") && Object.keys(others).length === 0
  );
}

function isField(key: string): key is keyof NewToken {
  return Object.hasOwn(fields, key);
}
