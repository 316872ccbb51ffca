import { aliasFromTokenId, tokenIdFromAlias } from "../../datadog/token/token-id";
import { omitUndefined } from "../../datadog/token/omit-undefined";
import type { RevocationRecord, UnfinishedPart } from "../revocation-record";
import type { RevocationStatus } from "../revocation-status";

/** The part of a token's record that the compact text holds; its site and options stand beside the text. */
export type EncodedRecord = Pick<
  RevocationRecord,
  "tokenId" | "status" | "revokedAt" | "notFoundAt" | "verifiedAt" | "unfinished"
>;

/*
 * One token is 39 characters: its alias (22 digits of base 62, the token's public portion), one letter for the status,
 * and two times of the same length (milliseconds since the epoch, base 36, 8 digits until the year 2059 and 9 from then
 * on; dashes if there is none). The first time is that of our DELETE, or for an `alreadyRevoked` token the one at which it
 * was not found; the second is that of the proof. The engine writes the whole state again after every resource, so a byte
 * here counts ten thousand times.
 */
const aliasLength = 22;
const shortestTime = 8;
const timesPattern = /^(?:-+|[0-9a-z]+)$/;
const separator = " ";

/** The letters of what a record says, as `encodeRecord` writes them. */
const letters: Readonly<Record<string, { status: RevocationStatus; unfinished?: UnfinishedPart }>> = {
  r: { status: "revoked" },
  a: { status: "alreadyRevoked" },
  w: { status: "armed" },
  u: { status: "revoked", unfinished: "verification" },
  v: { status: "alreadyRevoked", unfinished: "verification" },
  x: { status: "revoked", unfinished: "aliveAgain" },
  y: { status: "alreadyRevoked", unfinished: "aliveAgain" },
};

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

function encodeEntry({
  tokenId,
  status,
  unfinished,
  revokedAt,
  notFoundAt,
  verifiedAt,
}: EncodedRecord): string {
  const letter = Object.keys(letters).find(
    (each) => letters[each]?.status === status && letters[each].unfinished === unfinished,
  );
  const times = [revokedAt ?? notFoundAt, verifiedAt].map((time) =>
    time === undefined ? "" : Date.parse(time).toString(36),
  );
  const length = Math.max(shortestTime, ...times.map((time) => time.length));
  const padded = times.map((time) => time.padStart(length, time === "" ? "-" : "0"));
  return `${aliasFromTokenId(tokenId)}${letter ?? ""}${padded.join("")}`;
}

function decodeEntry(entry: string): EncodedRecord {
  const tokenId = tokenIdFromAlias(entry.slice(0, aliasLength));
  const letter = entry.charAt(aliasLength);
  const meaning = Object.hasOwn(letters, letter) ? letters[letter] : undefined;
  const times = entry.slice(aliasLength + 1);
  const [first, second] = [times.slice(0, times.length / 2), times.slice(times.length / 2)];
  const isWhole = [first, second].every((time) => time.length >= shortestTime && timesPattern.test(time));
  if (tokenId === undefined || meaning === undefined || times.length % 2 !== 0 || !isWhole) {
    throw new Error(`The batch's record in the state is damaged at ${JSON.stringify(entry)}.`);
  }
  const { status, unfinished } = meaning;
  const at = decodeTime(first);
  const [revokedAt, notFoundAt] = status === "alreadyRevoked" ? [undefined, at] : [at, undefined];
  return {
    tokenId,
    status,
    ...omitUndefined({ revokedAt, notFoundAt, verifiedAt: decodeTime(second), unfinished }),
  };
}

function decodeTime(digits: string): string | undefined {
  return digits.startsWith("-") ? undefined : new Date(parseInt(digits, 36)).toISOString();
}

function byId(one: EncodedRecord, other: EncodedRecord): number {
  return one.tokenId < other.tokenId ? -1 : Number(one.tokenId > other.tokenId);
}
