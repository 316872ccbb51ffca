import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { countedRecords, countedRecordVariable } from "../../provider/schema/counted-record";
import { isListType } from "../../provider/schema/resource-types";
import { loadList, planOf } from "../../sdk/list";
import { idsNamedBy } from "./declare/declare-report";
import { withdrawTokens } from "./declare/withdraw-tokens";
import { proofsIn, type ExportedStack } from "./record/proof";
import { limitOfDay, revokedWithinDay, tighter, type Limit } from "./revocation-limits";

/** The stack whose records are counted, and when. */
interface CountedStack {
  stack: ExportedStack;
  /** The cap on the new revocations of a run. */
  cap: Limit | undefined;
  now: number;
  /** `true` if the provider found another record than was counted just before. */
  isMissed: boolean;
  /** The new revocations that the try before this one would have made above the cap, since other resources have some, too. */
  excess: number;
  /** The tokens that earlier tries of this update were refused, since the settings withhold them. */
  withheld: ReadonlySet<string>;
}

/** A list as an update may take it. */
interface Narrowed {
  /** Sentences on the tokens that were left out. */
  left: readonly string[];
  environment: Readonly<Record<string, string>>;
}

type Plan = Awaited<ReturnType<typeof planOf>>;

/**
 * Holds an update to a day's limit, and to the cap at which the provider would stop all of it: the tokens of the list that are
 * new to the record, and for which there is no room left, are taken out of the list's file for this update, the last ones first. So an incident whose room another one has
 * used up still revokes what fits.
 */
export class DayLimit {
  readonly #maxADay: number;
  readonly #list: string;
  readonly #whole: Buffer;
  /** The tokens that the record has of a day once the update that was counted last is done. */
  #expected = 0;
  /** The tokens of the list that the update which was counted last may revoke. */
  #narrowedTo = 0;
  /** The tokens of the list that are new to the record, and that an update may do without. */
  #optional: ReadonlySet<string> = new Set();
  /** The records that were counted last. */
  #counted: string | undefined;

  /** @param list - the file; it is read at once, and each count begins with the list as it is now. */
  constructor(maxADay: number, list: string) {
    this.#maxADay = maxADay;
    this.#list = list;
    this.#whole = readFileSync(list);
  }

  /**
   * Counts from the record as it is now, since another run may have revoked some since the list was written, and writes the
   * list with what fits.
   *
   * @returns what a person should know of the tokens that were left out, if not all of it fits, and the variables by which the
   * provider knows which record was counted.
   * @throws Error that names the tokens if none fits, or if the list can't do without them; ListError if it has a mistake.
   */
  async narrow({ stack, cap, now, isMissed, excess, withheld }: CountedStack): Promise<Narrowed> {
    this.restore();
    const recorded = proofsIn(stack);
    const loaded = loadList(this.#list);
    const plan = await planOf(loaded);
    const named = newTo(recorded, { named: idsNamedBy(loaded.entries), plan });
    this.#optional = new Set(named.filter((tokenId) => !recorded.has(tokenId)));
    const isLeftOut = (tokenId: string) => withheld.has(tokenId) && this.#optional.has(tokenId);
    const fresh = named.filter((tokenId) => !isLeftOut(tokenId));
    const limitOfAll = tighter(limitOfDay(this.#maxADay, recorded, now), cap);
    const limit = tighter(this.#beside(excess, cap) ?? limitOfAll, limitOfAll);
    this.#narrowedTo = Math.min(fresh.length, limit.left);
    this.#expected = revokedWithinDay(recorded, now) + this.#narrowedTo;
    const environment = this.#countedIn(stack, basename(this.#list), isMissed);
    const above = fresh.slice(limit.left);
    const isWithheld = named.filter(isLeftOut);
    const reasons = [
      ...(above.length === 0 ? [] : [`above the limit of ${limit.name}: ${above.join(", ")}`]),
      ...(isWithheld.length === 0
        ? []
        : [`protected, or what this run works with, as was said above: ${isWithheld.join(", ")}`]),
    ];
    const isNoneLeft = limit.left === 0 && above.length > 0;
    if (reasons.length > 0 && (isNoneLeft || !(await this.#leaveOut([...above, ...isWithheld], plan)))) {
      const done = withheld.size + excess > 0 ? "nothing more was revoked" : "nothing was revoked";
      throw new Error(
        `${this.#list} has tokens that are new to the record, and ${reasons.join("; ")}; ${done}. Let a person decide: merge ` +
          "them by a pull request, or run datadog-token-gitops up without --max-a-day.",
      );
    }
    const left = reasons.map(
      (reason) =>
        `Taken out of ${this.#list}, and not revoked, since they are ${reason}. Let a person decide: declare them again, and merge ` +
        "them by a pull request, or run datadog-token-gitops up without --max-a-day.",
    );
    return { left, environment };
  }

  /** Tells whether tokens that the provider withholds are ones that can be taken out of the list. */
  mayLeaveOut(tokenIds: readonly string[]): boolean {
    return tokenIds.some((tokenId) => this.#optional.has(tokenId));
  }

  /**
   * Counts once more when the update is done: only a record of the list itself is known under the stack's lock to be the one that
   * was counted.
   *
   * @returns what a person should know if other revocations have gone above the limit meanwhile.
   */
  exceeded(stack: ExportedStack, now: number): string | undefined {
    const revoked = revokedWithinDay(proofsIn(stack), now);
    return revoked > Math.max(this.#maxADay, this.#expected)
      ? `Above the limit of ${this.#maxADay} in 24 hours (--max-a-day): the stack's record has ${revoked} by now, since another run, or another resource than ${this.#list}, has revoked tokens, too. A revocation has no way back.`
      : undefined;
  }

  /** Tells whether anything of the list is left if other resources of the program take so much more of the cap. */
  hasRoomBeside(excess: number): boolean {
    return this.#narrowedTo === 0 || this.#narrowedTo > excess;
  }

  /** The limit that leaves other resources of the program their part of the cap. */
  #beside(excess: number, cap: Limit | undefined): Limit | undefined {
    return excess === 0 || cap === undefined || this.#narrowedTo === 0
      ? undefined
      : {
          left: Math.max(this.#narrowedTo - excess, 0),
          name: `${cap.name}, of which other resources of the program take a part`,
        };
  }

  /** Writes the list as it was. */
  restore(): void {
    if (!readFileSync(this.#list).equals(this.#whole)) {
      writeFileSync(this.#list, this.#whole);
    }
  }

  /**
   * The variables that tell the provider which records of the list's file were counted. If they are counted again and are the
   * same, the list that the provider missed was destroyed by nobody: then one may be made beside them.
   */
  #countedIn({ deployment }: ExportedStack, file: string, isMissed: boolean): Record<string, string> {
    const ofFile = (deployment?.resources ?? []).flatMap(({ type = "", outputs = {} }) =>
      isListType(type) && outputs["file"] === file ? [outputs] : [],
    );
    const counted = countedRecords(ofFile, file);
    const isUnchanged = isMissed && counted === this.#counted;
    this.#counted = counted;
    return { [countedRecordVariable]: isUnchanged ? countedRecords([...ofFile, {}], file) : counted };
  }

  /**
   * Writes the list without some tokens, if that leaves all others in it as they were. One that is on record and not revoked yet
   * would be revoked by being taken out.
   *
   * @returns whether it did.
   */
  async #leaveOut(tokenIds: readonly string[], before: Plan): Promise<boolean> {
    if (!tokenIds.every((tokenId) => this.#optional.has(tokenId))) {
      return false;
    }
    const left = new Set(tokenIds);
    try {
      writeFileSync(this.#list, withdrawTokens(this.#whole, this.#list, left));
      const after = await planOf(loadList(this.#list));
      const kept = Object.entries(before.revocations).filter(([tokenId]) => !left.has(tokenId));
      if (JSON.stringify(Object.entries(after.revocations)) === JSON.stringify(kept)) {
        return true;
      }
    } catch {
      // The list as it was says what is wrong with it, if anything is.
    }
    this.restore();
    return false;
  }
}

/**
 * The tokens that an update would revoke and that the record does not have as revoked: first those that it has all the same, then in
 * the list's order; those of reports come last.
 */
function newTo(
  recorded: ReturnType<typeof proofsIn>,
  { named, plan: { revocations } }: { named: readonly string[]; plan: Plan },
): string[] {
  const isRevoked = (tokenId: string) =>
    recorded.get(tokenId)?.some(({ record }) => record.status !== "armed") === true;
  const tokenIds = [...new Set([...named, ...Object.keys(revocations)])].filter((tokenId) => {
    const entry = revocations[tokenId];
    return entry !== undefined && entry.revokeOn !== "delete" && !isRevoked(tokenId);
  });
  return tokenIds.toSorted((one, other) => Number(!recorded.has(one)) - Number(!recorded.has(other)));
}
