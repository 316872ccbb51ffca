import { aliasFromTokenId, tokenIdFromAlias } from "../datadog/token/token-id";
import { omitUndefined } from "../datadog/token/omit-undefined";
import type { RevocationRecord } from "./revocation-record";
import type { RevocationStatus } from "./revocation-status";

/** The part of a token's record that the compact text holds; its site and options stand beside the text. */
export type EncodedRecord = Pick<
  RevocationRecord,
  "tokenId" | "status" | "revokedAt" | "verifiedAt" | "unfinished"
>;

/*
 * One token is 39 characters: its alias (22 digits of base 62, the token's public portion), one letter for the status,
 * and two times (milliseconds since the epoch, base 36, 8 digits; dashes where there is none). The engine writes the
 * whole state again after every resource, so a byte here counts ten thousand times.
 */
const aliasLength = 22;
const timeLength = 8;
const noTime = "-".repeat(timeLength);
const timesPattern = new RegExp(`^(?:${noTime}|[0-9a-z]{${timeLength}}){2}$`);
const separator = " ";

const letters = { r: "revoked", a: "alreadyRevoked", w: "armed" } as const satisfies Record<
  string,
  RevocationStatus
>;
/** The same for tokens that are still called alive. */
const unfinishedLetters = { u: "revoked", v: "alreadyRevoked" } as const satisfies Record<
  string,
  RevocationStatus
>;
const statuses: Readonly<Record<string, RevocationStatus>> = { ...letters, ...unfinishedLetters };

/** The compact text of a batch's record, sorted by id; empty for no token. */
export function encodeRecord(revocations: readonly EncodedRecord[]): string {
  return [...revocations].sort(byId).map(encodeEntry).join(separator);
}

/**
 * Reads what `encodeRecord` wrote, sorted by id.
 *
 * @throws Error for a text that is no record: a damaged state must not read as "nothing was revoked".
 */
export function decodeRecord(text: string): EncodedRecord[] {
  return text === "" ? [] : text.split(separator).map(decodeEntry).sort(byId);
}

function encodeEntry({ tokenId, status, revokedAt, verifiedAt, unfinished }: EncodedRecord): string {
  const table: Record<string, RevocationStatus> = unfinished ? unfinishedLetters : letters;
  const letter = Object.keys(table).find((each) => table[each] === status) ?? "";
  return `${aliasFromTokenId(tokenId)}${letter}${encodeTime(revokedAt)}${encodeTime(verifiedAt)}`;
}

function decodeEntry(entry: string): EncodedRecord {
  const tokenId = tokenIdFromAlias(entry.slice(0, aliasLength));
  const letter = entry.charAt(aliasLength);
  const isUnfinished = letter in unfinishedLetters;
  const status: RevocationStatus | undefined = statuses[letter];
  const times = entry.slice(aliasLength + 1);
  if (tokenId === undefined || status === undefined || !timesPattern.test(times)) {
    throw new Error(`The batch's record in the state is damaged at ${JSON.stringify(entry)}.`);
  }
  const revokedAt = decodeTime(times.slice(0, timeLength));
  const verifiedAt = decodeTime(times.slice(timeLength));
  const unfinished = isUnfinished ? ("verification" as const) : undefined;
  return { tokenId, status, ...omitUndefined({ revokedAt, verifiedAt, unfinished }) };
}

function encodeTime(time: string | undefined): string {
  return time === undefined ? noTime : Date.parse(time).toString(36).padStart(timeLength, "0");
}

function decodeTime(digits: string): string | undefined {
  return digits === noTime ? undefined : new Date(parseInt(digits, 36)).toISOString();
}

function byId(one: EncodedRecord, other: EncodedRecord): number {
  return one.tokenId < other.tokenId ? -1 : Number(one.tokenId > other.tokenId);
}
