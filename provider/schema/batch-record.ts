import { aliasFromTokenId, tokenIdFromAlias } from "../datadog/token/token-id";
import type { RevocationStatus } from "./revocation-status";

/** What a batch's state says of one token. */
export interface RecordedRevocation {
  tokenId: string;
  status: RevocationStatus;
  /** When our DELETE was confirmed, ISO 8601 UTC. */
  revokedAt?: string;
  /** When Datadog said that the token is gone, ISO 8601 UTC. */
  verifiedAt?: string;
  /** The DELETE was accepted and the token still called alive: the next run goes on from there. */
  unfinished?: "verification";
}

/*
 * One token is 39 characters: its alias (22 digits of base 62, the token's public portion), one letter for the status,
 * and two times (milliseconds since the epoch, base 36, 8 digits; dashes where there is none). The engine writes the
 * whole state again after every resource, so a byte here counts ten thousand times.
 */
const aliasLength = 22;
const timeLength = 8;
const noTime = "-".repeat(timeLength);
const entryLength = aliasLength + 1 + 2 * timeLength;
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
export function encodeRecord(revocations: readonly RecordedRevocation[]): string {
  return [...revocations].sort(byId).map(encodeEntry).join(separator);
}

/**
 * Reads what `encodeRecord` wrote, sorted by id.
 *
 * @throws Error for a text that is no record: a damaged state must not read as "nothing was revoked".
 */
export function decodeRecord(text: string): RecordedRevocation[] {
  return text === "" ? [] : text.split(separator).map(decodeEntry).sort(byId);
}

function encodeEntry({ tokenId, status, revokedAt, verifiedAt, unfinished }: RecordedRevocation): string {
  const table: Record<string, RevocationStatus> = unfinished ? unfinishedLetters : letters;
  const letter = Object.keys(table).find((each) => table[each] === status) ?? "";
  return `${aliasFromTokenId(tokenId)}${letter}${encodeTime(revokedAt)}${encodeTime(verifiedAt)}`;
}

function decodeEntry(entry: string): RecordedRevocation {
  const tokenId = tokenIdFromAlias(entry.slice(0, aliasLength));
  const letter = entry.charAt(aliasLength);
  const isUnfinished = letter in unfinishedLetters;
  const status: RevocationStatus | undefined = statuses[letter];
  if (tokenId === undefined || status === undefined || entry.length !== entryLength) {
    throw new Error(`The batch's record in the state is damaged at ${JSON.stringify(entry)}.`);
  }
  const revokedAt = decodeTime(entry.slice(aliasLength + 1, aliasLength + 1 + timeLength));
  const verifiedAt = decodeTime(entry.slice(-timeLength));
  return {
    tokenId,
    status,
    ...(revokedAt && { revokedAt }),
    ...(verifiedAt && { verifiedAt }),
    ...(isUnfinished && { unfinished: "verification" }),
  };
}

function encodeTime(time: string | undefined): string {
  return time === undefined ? noTime : Date.parse(time).toString(36).padStart(timeLength, "0");
}

function decodeTime(digits: string): string | undefined {
  return digits === noTime ? undefined : new Date(parseInt(digits, 36)).toISOString();
}

function byId(one: RecordedRevocation, other: RecordedRevocation): number {
  return one.tokenId < other.tokenId ? -1 : Number(one.tokenId > other.tokenId);
}
