import { encodedTokenAt } from "./wrapped/encoded-token";
import { nestedRunAt, nestedRunsIn, nestedText, type NestedRun } from "./wrapped/nested-run";
import { plainViewOf } from "./wrapped/plain-view";
import { needleAt, nextNeedle, type Needle } from "./token-needles";
import { readTokenAt, type TokenReading } from "./token-reading";

/** A place of a text at which a token stands, or something of one. */
export interface TokenSpot extends Omit<TokenReading, "end"> {
  start: number;
  end: number;
  /** True if it stands there in a wrapping. */
  isWrapped: boolean;
}

/** No token is longer, in whatever wrapping. */
export const longestWrappedToken = 4096;

/** A wrapping may begin with this, or a line end behind which a token may go on. */
const mayGoOn = /[^0-9A-Za-z_ "'`,.;:)\]}]/y;

/** Characters before a token in base64 that tell where its groups begin. */
const mostBefore = 160;

/** Deeper than anyone encodes. */
const deepestEncoding = 4;

/** Every place of a text at which a token stands, or something of one, in their order. */
export function tokenSpotsIn(text: string, depth = 0): TokenSpot[] {
  const spots: TokenSpot[] = [];
  let needle = nextNeedle(text, 0);
  while (needle !== undefined) {
    const spot = spotAt(text, needle, depth);
    if (spot !== undefined) {
      spots.push(spot);
    }
    needle = nextNeedle(text, Math.max(needle.index + 1, spot?.end ?? 0));
  }
  const isAll = spots[0]?.start === 0 && spots[0].end === text.length;
  const runs = depth < deepestEncoding && !isAll ? [...nestedRunsIn(text)] : [];
  // What is found by its own form is told by that: a token's own text may look like base64.
  const nested = runs
    .filter((run) => !spots.some((spot) => spot.start <= run.start && run.end <= spot.end))
    .flatMap((run) => spotsInRun(text, run, depth));
  const more = nested.filter(({ start, end }) => !spots.some((spot) => spot.start < end && start < spot.end));
  return more.length === 0 ? spots : [...spots, ...more].sort((one, other) => one.start - other.start);
}

/** Reads what stands at a place of a text at which a token may begin. */
export function tokenSpotAt(text: string, index: number): TokenSpot | undefined {
  const needle = needleAt(text, index);
  return needle && spotAt(text, needle, 0);
}

/** The same where a run of base64 or of escapes may begin, with the end of the part of it that was read. */
export function tokenSpotsAt(text: string, index: number): { spots: TokenSpot[]; end: number } {
  const spot = tokenSpotAt(text, index);
  if (spot !== undefined) {
    return { spots: [spot], end: spot.end };
  }
  const run = nestedRunAt(text, index);
  return run === undefined
    ? { spots: [], end: index }
    : { spots: spotsInRun(text, run, 0), end: Math.min(run.end, text.length) };
}

function spotsInRun(text: string, run: NestedRun, depth: number): TokenSpot[] {
  const nested = nestedText(text, run);
  return tokenSpotsIn(nested.text, depth + 1)
    .map((spot) => ({
      ...spot,
      start: nested.placeOf(spot.start),
      end: nested.placeOf(spot.end) + 1,
      isWrapped: true,
    }))
    .filter(({ start, isMention }) => start < run.end && isMention !== true);
}

function spotAt(text: string, { index, encoded, isPlain }: Needle, depth: number): TokenSpot | undefined {
  const plain = isPlain ? readTokenAt(text, index) : undefined;
  if (plain !== undefined) {
    mayGoOn.lastIndex = plain.end;
    const isAllThere =
      plain.token !== undefined && (plain.holdsSecret ? plain.isPartial !== true : !mayGoOn.test(text));
    if (isAllThere) {
      return { ...plain, start: index, isWrapped: false };
    }
  }
  const view = plainViewOf(text.slice(index, index + longestWrappedToken));
  const read =
    encoded === undefined
      ? readTokenAt(view.text, 0)
      : depth < deepestEncoding
        ? encodedTokenAt(
            {
              before: plainViewOf(text.slice(Math.max(0, index - mostBefore), index)).text,
              text: view.text,
              lead: encoded.lead,
            },
            (decoded) => tokenSpotsIn(decoded, depth + 1),
          )
        : undefined;
  const unwrapped =
    read === undefined
      ? undefined
      : { ...read, start: index, end: index + (view.places[read.end] ?? 0), isWrapped: true };
  // What stands there without any decoding is what it is; a wrapping can only add to it.
  if (plain?.token !== undefined && plain.token.tokenId !== unwrapped?.token?.tokenId) {
    return { ...plain, start: index, isWrapped: false };
  }
  return unwrapped ?? (plain && { ...plain, start: index, isWrapped: false });
}
