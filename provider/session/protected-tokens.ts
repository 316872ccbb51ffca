import { normalizeTokenId, tokenIdFromPublicPortion } from "../datadog/token/token-id";
import type { Found } from "./setting-sources";

/** A token that may be protected; of name and owner only as much as Datadog has said by then. */
export interface ProtectableToken {
  tokenId: string;
  name?: string;
  ownerId?: string;
  /** `true` if Datadog was asked for name and owner, and did not tell. */
  isUnread?: boolean;
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
  "expected token ids (UUIDs), public portions (ddpat_ or ddsat_ and 22 letters and digits), name:<name> and owner:<user id> (a UUID: what Datadog says of a token holds no e-mail address), as a list or with commas between them.";

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

  /** The words for why a token may not be revoked, fit to follow its name; undefined if it may. */
  problemWith(token: ProtectableToken): string | undefined {
    const entry = this.#entries.find(({ matches }) => matches(token));
    if (entry === undefined && token.isUnread === true) {
      return this.#problemWithUnread();
    }
    return (
      entry &&
      `is protected: ${entry.setting} has ${entry.words}. Nothing was sent. If it is to be revoked all the same, take it out there first.`
    );
  }

  /** The words for a token whose name and owner are not known, which may be protected by either. */
  #problemWithUnread(): string | undefined {
    const entry = this.#entries.find(({ words }) => !words.startsWith("its id"));
    return (
      entry &&
      `may be protected: ${entry.setting} has ${entry.words.replace(/^its/, "a")}, and what Datadog says of this token could not be looked up. Nothing was sent. Use credentials that may read access tokens, or protect by id alone.`
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
    const spelled = spellingOf(value);
    const matches = ({ name = "" }: ProtectableToken) => spellingOf(name) === spelled;
    return { matches, words: `its name ${JSON.stringify(value)}`, setting };
  }
  // Nothing of a token would ever match an address or a name.
  const owner = kind === "owner" ? normalizeTokenId(value) : undefined;
  return owner === undefined
    ? undefined
    : { matches: ({ ownerId }) => ownerId?.toLowerCase() === owner, words: `its owner ${owner}`, setting };
}

/** A name as it looks: white space around it and the way in which an accent is encoded can't be seen. */
function spellingOf(name: string): string {
  return name.trim().normalize("NFC");
}
