import { normalizeTokenId, tokenIdFromPublicPortion } from "../datadog/token/token-id";
import type { Found } from "./setting-sources";

/** A token that may be protected; of name and owner only as much as Datadog has said by then. */
export interface ProtectableToken {
  tokenId: string;
  name?: string;
  ownerId?: string;
}

/** One entry of the setting. */
interface ProtectedEntry {
  matches: (token: ProtectableToken) => boolean;
  /** The entry in words: `its name "break-glass"`. */
  words: string;
  /** The setting that has it. */
  setting: string;
}

const expected =
  "expected token ids (UUIDs), public portions (ddpat_ or ddsat_ and 22 letters and digits), name:<name> and owner:<user id>, as a list or with commas between them.";

/**
 * Tokens that no program, list, report or pull request may revoke: break-glass tokens, the pipeline's own. Configuration and
 * environment add up, so that neither can lift what the other protects.
 */
export class ProtectedTokens {
  readonly #entries: readonly ProtectedEntry[];
  /** The sentences about entries that protect nothing. */
  readonly problems: readonly string[];

  constructor(settings: readonly (Found | undefined)[]) {
    const read = settings.filter((found) => found !== undefined).map(entriesIn);
    this.#entries = read.flatMap(({ entries }) => entries);
    this.problems = read.flatMap(({ problems }) => problems);
  }

  /** Tells whether any entry asks for a name or an owner, which only Datadog can say. */
  get needsDescription(): boolean {
    return this.#entries.some(({ words }) => !words.startsWith("its id"));
  }

  /** The words for why a token may not be revoked, fit to follow its name; undefined if it may. */
  problemWith(token: ProtectableToken): string | undefined {
    const entry = this.#entries.find(({ matches }) => matches(token));
    return (
      entry &&
      `is protected: ${entry.setting} has ${entry.words}. Nothing was sent. If it is to be revoked all the same, take it out there first.`
    );
  }
}

function entriesIn(found: Found): { entries: ProtectedEntry[]; problems: string[] } {
  const entries: ProtectedEntry[] = [];
  let isWrong = false;
  for (const text of textsIn(found.value)) {
    const entry = entryOf(text.trim(), found.name);
    if (entry === undefined) {
      isWrong = true;
    } else {
      entries.push(entry);
    }
  }
  return { entries, problems: isWrong ? [`${found.name}: ${expected}`] : [] };
}

/** The members of a JSON list, or what stands between commas and line breaks. */
function textsIn(value: string): string[] {
  if (value.startsWith("[")) {
    try {
      const list: unknown = JSON.parse(value);
      return Array.isArray(list) ? list.map((each) => (typeof each === "string" ? each : "")) : [""];
    } catch {
      return [""];
    }
  }
  return value.split(/[,\n]/).filter((text) => text.trim() !== "");
}

function entryOf(text: string, setting: string): ProtectedEntry | undefined {
  const tokenId = normalizeTokenId(text) ?? tokenIdFromPublicPortion(text);
  if (tokenId !== undefined) {
    return { matches: (token) => token.tokenId === tokenId, words: "its id", setting };
  }
  const [, kind, value = ""] = /^(name|owner):\s*(\S.*)$/s.exec(text) ?? [];
  if (kind === "name") {
    return { matches: ({ name }) => name === value, words: `its name ${JSON.stringify(value)}`, setting };
  }
  return kind === "owner"
    ? {
        matches: ({ ownerId }) => ownerId?.toLowerCase() === value.toLowerCase(),
        words: `its owner ${value}`,
        setting,
      }
    : undefined;
}
