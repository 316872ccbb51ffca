import {
  aboveCapVariable,
  changedRecordVariable,
  withheldVariable,
} from "../../provider/schema/counted-record";
import type { DayLimit } from "./day-limit";
import type { GitopsOptions } from "./gitops-options";
import type { GitopsSurroundings } from "./gitops-surroundings";
import { exportedStack } from "./record/recorded-proofs";
import type { CommandEnd } from "./run-command";
import { capOfRun, stackSettings } from "./stack-settings";
import { proofsIn, type ExportedStack } from "./record/proof";
import { revokedWithinDay } from "./revocation-limits";
import { toldByFile } from "./told-by-file";

/** The number of times that tokens are counted again if others revoke between the count and the stack's lock. */
const mostCounts = 3;

/** The end of an update that was held to a limit. */
interface CountedEnd {
  end: CommandEnd;
  /** The words about what is above the limit: tokens that were left out, or others' that came in between. */
  above: readonly string[];
}

/** The reasons why a try is counted anew. */
interface TryAgain {
  /** The provider found another record than was counted. */
  isMissed: boolean;
  /** The new revocations that were above the cap, since other resources of the program have some, too. */
  excess: number;
  /** The tokens that the settings withhold: protected ones, and what the run itself works with. */
  withheld: ReadonlySet<string>;
}

/**
 * Runs an update with as much of the list as its limit has room for, counted from the stack as it is now. A list whose update
 * fails is written as it was. By files the provider tells that the record was another one under the stack's lock, how much
 * was above the cap, of which other resources take a part: the list then leaves them that; and which tokens the settings
 * withhold: the list then does without them, since one of them must not keep all others alive.
 *
 * @param exported - the stack, if it was read just now.
 */
export async function countedUpdate(
  args: readonly string[],
  limit: DayLimit,
  options: Pick<GitopsOptions, "stack">,
  surroundings: GitopsSurroundings,
  exported?: ExportedStack,
): Promise<CountedEnd> {
  const { run, print, now, environment } = surroundings;
  let stack = exported;
  let again: TryAgain = { isMissed: false, excess: 0, withheld: new Set() };
  let failed: CommandEnd | undefined;
  let revokedBefore: number | undefined;
  let isWithheld = false;
  for (let counts = 1; ; counts += isWithheld ? 0 : 1) {
    const [counted, capOfAll] = await Promise.all([
      stack ?? exportedStack(options, run),
      capOfRun(environment, () => stackSettings(options, run)),
    ]);
    stack = undefined;
    const revoked = revokedWithinDay(proofsIn(counted), now());
    revokedBefore ??= revoked;
    // What an earlier try has revoked before it met the cap counts for it, too.
    const cap = capOfAll && { ...capOfAll, left: capOfAll.left - Math.max(revoked - revokedBefore, 0) };
    const isHeld = again.excess > 0 && cap !== undefined;
    if (isHeld && failed && (cap.left <= 0 || !limit.hasRoomBeside(again.excess))) {
      return { end: failed, above: [] };
    }
    const { left, environment: added } = await limit.narrow({ stack: counted, cap, now: now(), ...again });
    const held = isHeld ? { DD_MAX_REVOCATIONS: String(cap.left) } : {};
    let isDone = false;
    try {
      const { end, ...told } = await toldAgain((variables) =>
        run("pulumi", args, { environment: { ...added, ...held, ...variables } }),
      );
      isDone = end.exitCode === 0;
      const more = [...told.withheld].filter((tokenId) => !again.withheld.has(tokenId));
      isWithheld = limit.mayLeaveOut(more);
      if (isDone || !(isWithheld || (counts < mostCounts && (told.isMissed || told.excess > 0)))) {
        const exceeded = isDone ? await exceededMeanwhile(limit, options, surroundings) : undefined;
        return { end, above: [...left, ...(exceeded === undefined ? [] : [exceeded])] };
      }
      again = { ...told, withheld: new Set([...again.withheld, ...more]) };
      failed = end;
    } finally {
      if (!isDone) {
        limit.restore();
      }
    }
    print(`${isWithheld ? withheldWords : wordsOf(again)}: counting again.\n`);
  }
}

const withheldWords =
  "Tokens of the list are protected, or what this run works with, and the others need not wait";

function wordsOf({ isMissed, excess }: TryAgain): string {
  return isMissed
    ? "Another run has revoked tokens since this one counted them"
    : `Other resources of the program have new revocations, too, and ${excess} were above the cap`;
}

async function toldAgain(
  run: (variables: Readonly<Record<string, string>>) => Promise<CommandEnd>,
): Promise<TryAgain & { end: CommandEnd }> {
  const changed = await toldByFile(changedRecordVariable, async (ofRecord) => {
    const above = await toldByFile(aboveCapVariable, async (ofCap) => {
      const withheld = await toldByFile(withheldVariable, (ofTokens) =>
        run({ ...ofRecord, ...ofCap, ...ofTokens }),
      );
      return { ...withheld.end, withheld: linesOf(withheld.told) };
    });
    return { ...above.end, excess: Math.max(0, ...linesOf(above.told).map(Number)) };
  });
  const { withheld, excess, ...end } = changed.end;
  return { end, isMissed: changed.isTold, excess, withheld: new Set(withheld) };
}

function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

/** Counts once more, after the update: if the stack can't be read now, that is told and fails nothing, since the work is done. */
async function exceededMeanwhile(
  limit: DayLimit,
  options: Pick<GitopsOptions, "stack">,
  { run, now, warn }: GitopsSurroundings,
): Promise<string | undefined> {
  try {
    return limit.exceeded(await exportedStack(options, run), now());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    warn(`Whether others have gone above the limit of a day meanwhile could not be counted: ${reason}\n`);
    return undefined;
  }
}
