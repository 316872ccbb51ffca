import { aliasFromTokenId } from "../../provider/datadog/token/token-id";
import { personalPrefix, servicePrefix } from "../../provider/datadog/token/token-parts";
import { omitUndefined } from "../../provider/datadog/token/omit-undefined";
import { optionDefaults } from "../../provider/schema/options";
import type { RevocationEntry } from "../../provider/schema/revocation-entry";
import { isIncomplete, untoldWarningsOf } from "../reports/untold-warning";
import { namedTokensOf, type EntryToken } from "./entry-tokens";
import { ListError } from "./list-error";
import type { ListEntry } from "./list-schema";
import type { ReadEntry } from "./read-list";
import { placesOf } from "./report-places";

/** The revocations that a list declares, and what a person should know of it. */
export interface ListPlan {
  /** By token id, in its order; each with the words of every entry that names the token. */
  revocations: Record<string, RevocationEntry>;
  /** Messages that stop nothing. */
  warnings: string[];
  /** Messages on what could not be told: the rest is declared, and the run fails at its end. */
  failures: string[];
}

/**
 * Decides what is declared: a token is one revocation, however often and however spelled it is named, and carries the
 * words of every entry that names it. Order and neighbours make no difference.
 *
 * @throws ListError for entries that contradict each other.
 */
export function planList(entries: readonly ReadEntry[]): ListPlan {
  const drafts = new Map<string, Draft>();
  const problems: string[] = [];
  const warnings: string[] = [];
  const failures: string[] = [];
  for (const entry of entries) {
    const named = namedTokensOf(entry);
    problems.push(...named.problems);
    warnings.push(...named.warnings, ...entry.clean);
    failures.push(...named.failures, ...entry.unread);
    for (const report of entry.reports) {
      (isIncomplete(report) ? failures : warnings).push(...untoldWarningsOf(report));
    }
    const places = placesOf(entry.reports);
    for (const token of named.tokens) {
      const { tokenId } = token;
      const draft = drafts.get(tokenId) ?? new Draft(tokenId, entry);
      drafts.set(tokenId, draft);
      const difference = draft.differenceFrom(entry, token);
      if (difference === undefined) {
        draft.add(entry, token, places.get(tokenId) ?? []);
      } else {
        problems.push(entry.pointAt(undefined, difference));
      }
    }
  }
  if (problems.length > 0) {
    throw new ListError(problems);
  }
  const sorted = [...drafts].sort(([one], [other]) => (one < other ? -1 : 1));
  const revocations = Object.fromEntries(sorted.map(([id, draft]) => [id, draft.entry()]));
  return { revocations, warnings, failures };
}

/** One token's revocation in the making. */
class Draft {
  readonly #tokenId: string;
  /** The entry that came first, for messages. */
  readonly #first: ReadEntry;
  /** The entries that name the site and the account. */
  /** The owner as far as any entry tells it, and the entry that did first. */
  #owner: Omit<EntryToken, "tokenId"> = {};
  #owned: ReadEntry | undefined;
  readonly #placed: { [Part in "site" | "account"]?: ReadEntry } = {};
  readonly #options: Pick<ListEntry, "site" | "account" | "revokeOn" | "onNotFound"> = {};
  readonly #reasons = new Set<string>();
  readonly #tickets = new Set<string>();
  readonly #places = new Set<string>();

  constructor(tokenId: string, first: ReadEntry) {
    this.#tokenId = tokenId;
    this.#first = first;
  }

  /**
   * Tells how an entry contradicts the first that named the token; a site or account that only one of them names is no
   * contradiction.
   */
  differenceFrom({ entry }: ReadEntry, owner: EntryToken): string | undefined {
    for (const part of ["kind", "serviceAccountId"] as const) {
      const [there, here] = [this.#owner[part], owner[part]];
      if (here !== undefined && there !== undefined && here !== there) {
        return this.#differsFrom(this.#owned?.line ?? "", `its ${part} is ${there} there and ${here} here`);
      }
    }
    for (const part of ["site", "account"] as const) {
      const { entry: placed, line } = this.#placed[part] ?? this.#first;
      const [there, here] = [placed[part], entry[part]];
      if (here !== undefined && there !== undefined && here !== there) {
        return this.#differsFrom(line, `its ${part} is ${there} there and ${here} here`);
      }
    }
    const difference = optionDifference(this.#first.entry, entry);
    return difference && this.#differsFrom(this.#first.line, difference);
  }

  /** Adds the words of an entry that names the token. */
  add(read: ReadEntry, { kind, serviceAccountId }: EntryToken, places: readonly string[]): void {
    if (kind !== undefined) {
      this.#owned ??= read;
    }
    this.#owner = { ...this.#owner, ...omitUndefined({ kind, serviceAccountId }) };
    const { reason, ticket, ...entry } = read.entry;
    for (const part of ["site", "account"] as const) {
      if (entry[part] !== undefined) {
        this.#placed[part] ??= read;
      }
    }
    for (const option of ["site", "account", "revokeOn", "onNotFound"] as const) {
      Object.assign(this.#options, { [option]: this.#options[option] ?? entry[option] });
    }
    addTo(this.#reasons, reason);
    addTo(this.#tickets, ticket);
    for (const place of places) {
      this.#places.add(place);
    }
  }

  #differsFrom(line: string, difference: string): string {
    const prefix = this.#owner.kind === "service" ? servicePrefix : personalPrefix;
    return `${prefix}${aliasFromTokenId(this.#tokenId)} (id ${this.#tokenId}) is named at ${line}, too, and ${difference}. A token is one revocation: make the two agree`;
  }

  /** Writes the words in an order that doesn't depend on that of the list. */
  entry(): RevocationEntry {
    const { kind, serviceAccountId } = this.#owner;
    return omitUndefined({
      ...(kind === "service" && { kind, serviceAccountId }),
      ...this.#options,
      reason: joined(this.#reasons, "; "),
      ticket: joined(this.#tickets, ", "),
      foundAt: this.#places.size === 0 ? undefined : [...this.#places].sort(),
    });
  }
}

function optionDifference(there: ListEntry, here: ListEntry): string | undefined {
  for (const option of ["revokeOn", "onNotFound"] as const) {
    const [first, second] = [there, here].map((entry) => entry[option] ?? optionDefaults[option]);
    if (first !== second) {
      return `${option} is ${first ?? ""} there and ${second ?? ""} here`;
    }
  }
  return undefined;
}

function addTo(words: Set<string>, text: string | undefined): void {
  if (text !== undefined) {
    words.add(text);
  }
}

function joined(words: ReadonlySet<string>, separator: string): string | undefined {
  return words.size === 0 ? undefined : [...words].sort().join(separator);
}
