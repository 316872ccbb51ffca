import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { outOfSightVariable } from "../../provider/schema/claim";
import { commentOf } from "./comment/comment";
import { countedUpdate } from "./counted-update";
import { DayLimit } from "./day-limit";
import { exitStatus } from "./exit-status";
import type { GitopsOptions } from "./gitops-options";
import type { GitopsSurroundings } from "./gitops-surroundings";
import { lockBehind, lockOnFile } from "./locks/found-lock";
import { readableAgain, recoverFrom, recoverFromDead, whileLocked } from "./locks/recovery";
import { describeDeath, describeLock, isCancelled, isKnownDead, type StackLock } from "./locks/stack-lock";
import { pulumiArguments } from "./pulumi-arguments";
import { keepingRecord } from "./record/kept-record";
import { expectWhole, exportedStack, isUnreadable } from "./record/recorded-proofs";
import type { CommandEnd, RunCommand } from "./run-command";
import { UnreadableStateError } from "./state/unreadable-state-error";
import { toldByFile } from "./told-by-file";
import { describeKept, describeUnlisted, unlistedRevocations } from "./record/unlisted-revocations";

/** An action of the command. @returns the exit status. */
export type Action = (options: GitopsOptions, surroundings: GitopsSurroundings) => Promise<number>;

/** Exit status of Pulumi's CLI (3.259.0) where `--expect-no-changes` found some; it is 1 where something failed. */
const changesWereFound = 7;

/** The actions that run the stack's program. */
export const stackActions = {
  async preview(options, { run }) {
    const end = await run("pulumi", pulumiArguments("preview", options));
    leaveComment(options, "pulumi preview", end);
    return end.exitCode === 0 ? exitStatus.done : exitStatus.failed;
  },

  async up(options, surroundings) {
    try {
      return await update(options, surroundings);
    } catch (error) {
      const isCutOff = options.recover && error instanceof UnreadableStateError;
      if (!isCutOff || !(await readableAgain(error, options, surroundings))) {
        throw error;
      }
      return update(options, surroundings);
    }
  },

  async drift(options, surroundings) {
    const { run, print, warn, machine } = surroundings;
    const { end, isTold } = await toldByFile(outOfSightVariable, (environment) =>
      run("pulumi", pulumiArguments("drift", options), { environment }),
    );
    const isDrift = end.exitCode === changesWereFound;
    const isUnseen = isTold && !options.acceptNotFound;
    leaveComment(options, isDrift ? "drift" : isUnseen ? "no drift, as far as it was seen" : "no drift", end);
    if (!isDrift) {
      return end.exitCode === 0 ? seenOrNot(isUnseen, surroundings) : exitStatus.failed;
    }
    print("Drift: what the stack records is no longer so. See the preview above.\n");
    const unlisted = options.allowRemovals
      ? undefined
      : await unlistedRevocations(options.lists, await exportedStack(options, run));
    warn(unlisted === undefined ? "" : describeKept(unlisted));
    if (!options.mend) {
      return exitStatus.drift;
    }
    const args = pulumiArguments("mend", options, "Mend drift");
    const keeping = unlisted === undefined ? run : keepingRecord(unlisted.names, run);
    const mend = () => keeping("pulumi", args);
    const mended = await whileLocked(mend, options.lockWaitSeconds, surroundings);
    const lock = await lockBehind(mended, options, run);
    if (lock !== undefined) {
      warn(`${describeLock(lock, machine)}\n`);
    }
    return mended.exitCode === 0 ? seenOrNot(isUnseen, surroundings) : exitStatus.failed;
  },

  async recover(options, surroundings) {
    return (await recoverFromDead(options, surroundings)) ? exitStatus.done : exitStatus.failed;
  },
} satisfies Partial<Record<GitopsOptions["action"], Action>>;

/** Runs `pulumi up`. @throws UnreadableStateError if one of the state's files is cut off. */
async function update(options: GitopsOptions, surroundings: GitopsSurroundings): Promise<number> {
  const { run, warn, machine } = surroundings;
  let exported = options.allowRemovals ? undefined : await exportedStack(options, run);
  const unlisted = exported === undefined ? undefined : await unlistedRevocations(options.lists, exported);
  if (unlisted !== undefined && unlisted.lines.length > 0) {
    // An incident does not wait for the merge of another one.
    if (options.maxADay === undefined) {
      warn(describeUnlisted(unlisted));
      return exitStatus.failed;
    }
    warn(describeKept(unlisted));
  }
  const keeping = unlisted === undefined ? run : keepingRecord(unlisted.names, run);
  const action = options.skipPreview ? "upAtOnce" : "up";
  const args = pulumiArguments(action, options, options.message ?? (await commitMessage(run)));
  const limit = options.maxADay === undefined ? undefined : new DayLimit(options.maxADay, options.list);
  let above: readonly string[] = [];
  const attempt = async (): Promise<CommandEnd> => {
    if (limit === undefined) {
      return keeping("pulumi", args);
    }
    // Each try after the first counts anew: the run that held the stack has revoked, too.
    const update = countedUpdate(args, limit, options, { ...surroundings, run: keeping }, exported);
    exported = undefined;
    const ended = await update;
    above = ended.above;
    return ended.end;
  };
  const { end, lock } = await withRecovery(attempt, options, surroundings);
  if (lock !== undefined) {
    warn(`${describeLock(lock, machine)}\n`);
  }
  leaveComment(options, "pulumi up", end);
  if (isUnreadable(end)) {
    await expectWhole(options, run);
  }
  if (end.exitCode !== 0) {
    return exitStatus.failed;
  }
  for (const words of above) {
    warn(`${words}\n`);
  }
  return above.length > 0 ? exitStatus.aboveLimit : exitStatus.done;
}

/** Tries as long as another run holds the stack; takes away its lock where that is asked for and the run is known to be dead. */
async function withRecovery(
  attempt: () => Promise<CommandEnd>,
  options: GitopsOptions,
  surroundings: GitopsSurroundings,
): Promise<{ end: CommandEnd; lock: StackLock | undefined }> {
  const { run, print, machine } = surroundings;
  const isDead = (lock: StackLock | undefined): lock is StackLock =>
    options.recover && lock !== undefined && isKnownDead(lock, machine);
  let end = await whileLocked(attempt, options.lockWaitSeconds, surroundings);
  let lock = await lockBehind(end, options, run);
  if (isDead(lock)) {
    lock = await lockOnFile(lock, options, run);
  }
  if (isDead(lock) && isCancelled(lock)) {
    // Another run may have recovered from it meanwhile, and its lock would be cancelled.
    end = await attempt();
    lock = await lockBehind(end, options, run);
  }
  if (!isDead(lock)) {
    return { end, lock };
  }
  print(`${describeDeath(lock)}: recovering.\n`);
  if (!(await recoverFrom(lock, options, run))) {
    return { end, lock: undefined };
  }
  end = await attempt();
  return { end, lock: await lockBehind(end, options, run) };
}

/** The exit status of a look for drift that ended well, but may not have been shown everything. */
function seenOrNot(isUnseen: boolean, { warn }: GitopsSurroundings): number {
  if (isUnseen) {
    warn(
      "Not every token could be looked for: see the warning above. --accept-not-found takes what was not found for dead, on your word.\n",
    );
  }
  return isUnseen ? exitStatus.unseen : exitStatus.done;
}

/** The first line of the last commit's message; none outside a repository. */
async function commitMessage(run: RunCommand): Promise<string | undefined> {
  const { exitCode, stdout } = await run("git", ["log", "-1", "--format=%s"], { isShown: false }).catch(
    () => ({ exitCode: 1, stdout: "" }),
  );
  return exitCode === 0 ? stdout.trim() || undefined : undefined;
}

/** Writes the comment, and beside it all that was printed: `comment.full.txt` for `comment.md`. */
function leaveComment(
  { comment, stack, notPreviewed }: Pick<GitopsOptions, "comment" | "stack" | "notPreviewed">,
  title: string,
  { exitCode, output }: CommandEnd,
): void {
  if (comment === undefined) {
    return;
  }
  const ofStack = stack === undefined ? "" : ` of ${stack}`;
  const changed = notPreviewed === undefined ? [] : readFileSync(notPreviewed, "utf8").split("\n");
  const facts = {
    title: `${title}${ofStack}`,
    succeeded: exitCode === 0,
    output,
    notPreviewed: changed.filter((path) => path !== ""),
  };
  // The run is over by now, and what it did must not end as a failure.
  mkdirSync(dirname(comment), { recursive: true });
  writeFileSync(comment, commentOf(facts));
  writeFileSync(`${comment.replace(/\.md$/, "")}.full.txt`, output);
}
