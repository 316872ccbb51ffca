import { aliasFromTokenId } from "../../provider/datadog/token/token-id";
import { optionDefaults } from "../../provider/schema/options";
import { ListError } from "./list-error";
import type { ListEntry } from "./list-schema";
import { namedTokensOf } from "./entry-tokens";
import { noteOnReports } from "./report-notes";
import { redactedWarning } from "../reports/redacted-warning";
import type { ReadEntry } from "./read-list";

/** Where, when and why, as an entry says it. */
export type EntryOptions = Pick<ListEntry, "site" | "revokeOn" | "onNotFound">;

/** A resource to be declared: a single revocation, or a batch. */
export interface PlannedResource {
  /** Its name in the stack: the token's id, or the batch's name. */
  name: string;
  kind: "single" | "batch";
  tokenIds: string[];
  options: EntryOptions;
  reason: string | undefined;
  ticket: string | undefined;
}

/** What a list comes to. */
export interface ListPlan {
  resources: PlannedResource[];
  /** What a person should know, but what stops nothing. */
  warnings: string[];
}

/** Up to this many tokens of an entry are a resource each; more are one batch. */
export const mostSingles = 50;

/** A resource in the making. */
interface Draft {
  name: string;
  kind: PlannedResource["kind"];
  tokenIds: string[];
  options: EntryOptions;
  /** The entry that came first. */
  entry: ReadEntry;
  reasons: Set<string>;
  tickets: Set<string>;
}

/**
 * Decides what is declared: a token is one revocation, however often and however spelled it is named, and carries the
 * reason of every entry that names it. What is named on its own is never part of a batch, so that an entry's neighbours
 * don't matter.
 *
 * @throws ListError for entries that contradict each other, and for tokens that no resource can revoke.
 */
export function planList(entries: readonly ReadEntry[]): ListPlan {
  const planning = new Planning();
  const isBatch = ({ entry }: ReadEntry) =>
    entry.reports !== undefined || (entry.tokens?.length ?? 0) > mostSingles;
  for (const entry of entries.filter((each) => !isBatch(each))) {
    planning.addSingles(entry);
  }
  for (const entry of entries.filter(isBatch)) {
    planning.addBatch(entry);
  }
  return planning.end();
}

class Planning {
  private readonly drafts: Draft[] = [];
  private readonly owners = new Map<string, Draft>();
  private readonly problems: string[] = [];
  private readonly warnings: string[] = [];

  addSingles(entry: ReadEntry): void {
    for (const tokenId of this.tokensOf(entry)) {
      const owner = this.owners.get(tokenId);
      if (owner) {
        this.join(owner, entry, tokenId);
      } else {
        this.newDraft({ name: tokenId, kind: "single", tokenIds: [tokenId] }, entry);
      }
    }
  }

  addBatch(entry: ReadEntry): void {
    const named = this.tokensOf(entry);
    const tokenIds = named.filter((tokenId) => !this.owners.has(tokenId));
    for (const tokenId of named) {
      const owner = this.owners.get(tokenId);
      if (owner) {
        this.join(owner, entry, tokenId);
      }
    }
    // A batch with no token of its own is none.
    if (tokenIds.length === 0) {
      return;
    }
    const name = batchName(entry);
    const namesake = this.drafts.find((draft) => draft.name === name);
    if (namesake) {
      this.problems.push(
        entry.pointAt(
          undefined,
          `the entry at ${namesake.entry.line} has the name "${name}", too: give one of them another, with name`,
        ),
      );
      return;
    }
    const draft = this.newDraft({ name, kind: "batch", tokenIds }, entry);
    const note = noteOnReports(entry.reports, new Set(tokenIds), true);
    if (note !== undefined) {
      draft.reasons.add(note);
    }
  }

  /** @throws ListError where anything was wrong. */
  end(): ListPlan {
    if (this.problems.length > 0) {
      throw new ListError(this.problems);
    }
    const resources = this.drafts.map(({ name, kind, tokenIds, options, reasons, tickets }) => ({
      name,
      kind,
      tokenIds,
      options,
      reason: reasons.size > 0 ? [...reasons].join("; ") : undefined,
      ticket: tickets.size > 0 ? [...tickets].join(", ") : undefined,
    }));
    return { resources, warnings: this.warnings };
  }

  private tokensOf(entry: ReadEntry): string[] {
    const { tokenIds, problems, warnings } = namedTokensOf(entry);
    this.problems.push(...problems);
    this.warnings.push(
      ...warnings,
      ...entry.reports.map(redactedWarning).filter((warning) => warning !== undefined),
    );
    return tokenIds;
  }

  private newDraft(start: Pick<Draft, "name" | "kind" | "tokenIds">, entry: ReadEntry): Draft {
    const { site, revokeOn, onNotFound, reason, ticket } = entry.entry;
    const draft: Draft = {
      ...start,
      entry,
      options: {
        ...(site !== undefined && { site }),
        ...(revokeOn !== undefined && { revokeOn }),
        ...(onNotFound !== undefined && { onNotFound }),
      },
      reasons: new Set(reason === undefined ? [] : [reason]),
      tickets: new Set(ticket === undefined ? [] : [ticket]),
    };
    this.drafts.push(draft);
    for (const tokenId of start.tokenIds) {
      this.owners.set(tokenId, draft);
    }
    return draft;
  }

  /** The token is one revocation already: this entry's reason is added to it, where the two agree on the rest. */
  private join(owner: Draft, entry: ReadEntry, tokenId: string): void {
    const { site, reason, ticket } = entry.entry;
    const difference = differenceOf(owner, entry.entry);
    if (difference !== undefined) {
      const spelled = `ddpat_${aliasFromTokenId(tokenId)} (id ${tokenId})`;
      this.problems.push(
        entry.pointAt(
          undefined,
          `${spelled} is named at ${owner.entry.line}, too, and ${difference}. A token is one revocation: make the two agree`,
        ),
      );
      return;
    }
    if (site !== undefined && owner.kind === "single") {
      owner.options.site = site;
    }
    if (reason !== undefined) {
      owner.reasons.add(reason);
    }
    if (ticket !== undefined) {
      owner.tickets.add(ticket);
    }
    const note = noteOnReports(entry.reports, new Set([tokenId]), owner.kind === "batch");
    if (note !== undefined) {
      owner.reasons.add(note);
    }
  }
}

function batchName({ entry }: ReadEntry): string {
  if (entry.name !== undefined) {
    return entry.name;
  }
  if (entry.reports !== undefined) {
    return [entry.reports].flat().join(", ");
  }
  return `${entry.tokens?.[0]?.toLowerCase() ?? ""} and others`;
}

/** Two entries of one token must ask for the same; a batch's site can't be another for one of its tokens. */
function differenceOf({ options, kind }: Draft, entry: ListEntry): string | undefined {
  const said = (value: string | undefined) => value ?? "not named";
  if (
    entry.site !== options.site &&
    entry.site !== undefined &&
    (options.site !== undefined || kind === "batch")
  ) {
    return `its site is ${said(options.site)} there and ${entry.site} here`;
  }
  for (const option of ["revokeOn", "onNotFound"] as const) {
    const there = options[option] ?? optionDefaults[option];
    const here = entry[option] ?? optionDefaults[option];
    if (here !== there) {
      return `${option} is ${there} there and ${here} here`;
    }
  }
  return undefined;
}
