import { writeFileSync } from "node:fs";
import { isWrongOption } from "../token-id/wrong-option";
import type { LeakReport } from "../../sdk/reports/findings/leak-report";
import { readReport } from "../../sdk/reports/read-report";
import { isIncomplete, untoldWarningsOf } from "../../sdk/reports/untold-warning";
import { ReportError } from "../../sdk/reports/findings/report-error";
import { commentOf } from "./comment";
import { declareReport } from "./declare-report";
import type { GitopsSurroundings } from "./gitops-surroundings";
import { gitopsHelp, readGitopsOptions, UsageError, type GitopsOptions } from "./gitops-options";
import { chooseTokens } from "./choose-tokens";
import { proofOf, provenAlerts } from "./proof";
import { recordedProofs } from "./recorded-proofs";
import { pulumiArguments } from "./pulumi-arguments";
import { recover, recoverFromDead, whileLocked } from "./locks/recovery";
import { describeLock, isKnownDead, lockIn } from "./locks/stack-lock";
import type { CommandEnd, RunCommand } from "./run-command";

/** Exit status of Pulumi's CLI (3.259.0) where `--expect-no-changes` found some; it is 1 where something failed. */
const changesWereFound = 7;

const exitStatus = { done: 0, failed: 1, wrongOption: 2, drift: 3 } as const;

/** Runs `datadog-token-gitops`: see its help. @returns the exit status. */
export async function gitopsCommand(
  args: readonly string[],
  surroundings: GitopsSurroundings,
): Promise<number> {
  try {
    const options = readGitopsOptions(args);
    if (options === undefined) {
      surroundings.print(gitopsHelp);
      return exitStatus.done;
    }
    const stack = options.stack ?? (surroundings.environment["PULUMI_STACK"]?.trim() || undefined);
    return await actions[options.action]({ ...options, stack }, surroundings);
  } catch (error) {
    const isUsage = isWrongOption(error) || error instanceof UsageError;
    surroundings.warn(`${messageOf(error)}\n${isUsage ? "See datadog-token-gitops --help.\n" : ""}`);
    return isUsage ? exitStatus.wrongOption : exitStatus.failed;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

type Action = (options: GitopsOptions, surroundings: GitopsSurroundings) => Promise<number>;

const actions: Record<GitopsOptions["action"], Action> = {
  async preview(options, { run }) {
    const end = await run("pulumi", pulumiArguments("preview", options));
    leaveComment(options, "pulumi preview", end);
    return end.exitCode === 0 ? exitStatus.done : exitStatus.failed;
  },

  async up(options, surroundings) {
    const { run, print, warn, machine } = surroundings;
    const action = options.skipPreview ? "upAtOnce" : "up";
    const args = pulumiArguments(action, options, options.message ?? (await commitMessage(run)));
    let end = await whileLocked(() => run("pulumi", args), options.lockWaitSeconds, surroundings);
    const lock = lockIn(end);
    if (lock !== undefined && options.recover && isKnownDead(lock, machine)) {
      print("The stack is locked by a run that was interrupted, and is dead: recovering.\n");
      if (!(await recover(options, run))) {
        return exitStatus.failed;
      }
      end = await run("pulumi", args);
    } else if (lock !== undefined) {
      warn(`${describeLock(lock, machine)}\n`);
    }
    leaveComment(options, "pulumi up", end);
    return end.exitCode === 0 ? exitStatus.done : exitStatus.failed;
  },

  async drift(options, surroundings) {
    const { run, print } = surroundings;
    const end = await run("pulumi", pulumiArguments("drift", options));
    const isDrift = end.exitCode === changesWereFound;
    leaveComment(options, isDrift ? "drift" : "no drift", end);
    if (!isDrift) {
      return end.exitCode === 0 ? exitStatus.done : exitStatus.failed;
    }
    print("Drift: what the stack records is no longer so. See the preview above.\n");
    if (!options.mend) {
      return exitStatus.drift;
    }
    const args = pulumiArguments("mend", options, "Mend drift");
    const mended = await whileLocked(() => run("pulumi", args), options.lockWaitSeconds, surroundings);
    return mended.exitCode === 0 ? exitStatus.done : exitStatus.failed;
  },

  async recover(options, { run, machine }) {
    return (await recoverFromDead(options, run, machine)) ? exitStatus.done : exitStatus.failed;
  },

  async declare(options, surroundings) {
    const { list, reason, ticket, account } = options;
    const { print, warn } = surroundings;
    const chosen = options.locate ? await chooseTokens(options, surroundings) : undefined;
    const read = chosen?.report ?? (await readReport(options.report ?? ""));
    const declared = declareReport(list, read, {
      ...(reason !== undefined && { reason }),
      ...(ticket !== undefined && { ticket }),
      ...(account !== undefined && { account }),
      ...(chosen !== undefined && { siteOf: chosen.siteOf }),
    });
    for (const token of declared.added) {
      print(`+ ${token}\n`);
    }
    for (const token of declared.present) {
      print(`= ${token} is in the list already\n`);
    }
    warnOfUntold(read, warn);
    for (const problem of chosen?.problems ?? []) {
      warn(`${problem}\n`);
    }
    if (options.liveOnly) {
      const isLeft = (chosen?.problems.length ?? 0) > 0;
      return isLeft ? exitStatus.failed : exitStatus.done;
    }
    const isDone = declared.added.length + declared.present.length > 0 && !isIncomplete(read);
    return isDone ? exitStatus.done : exitStatus.failed;
  },

  async proof({ report = "", alerts, acceptNotFound, ...options }, { run, print, warn }) {
    const proofs = await recordedProofs(options, run);
    if (alerts) {
      const open = await readReport(report).catch(noTokenIsNoAlert);
      const numbers = provenAlerts(open, proofs, { acceptNotFound });
      const unproven = numbers.filter(
        (number) => !provenAlerts(open, proofs, { acceptNotFound: false }).includes(number),
      );
      print(numbers.map((number) => `${number}\n`).join(""));
      if (unproven.length > 0) {
        warn(`Accepted by --accept-not-found, and not proven: ${unproven.join(", ")}.\n`);
      }
      return exitStatus.done;
    }
    const read = await readReport(report);
    const proof = proofOf(read, proofs, { acceptNotFound });
    print(proof.lines.map((line) => `${line}\n`).join(""));
    warnOfUntold(read, warn);
    return proof.isComplete && !isIncomplete(read) ? exitStatus.done : exitStatus.failed;
  },
};

/** Warns of what is not told, since a token that can't be told can't be declared or proven. */
function warnOfUntold(report: LeakReport, warn: GitopsSurroundings["warn"]): void {
  for (const warning of untoldWarningsOf(report)) {
    warn(`${warning}\n`);
  }
}

/** Most of the time there is no open alert of a Datadog token. */
function noTokenIsNoAlert(error: unknown): Pick<LeakReport, "tokens"> {
  if (error instanceof ReportError && error.holdsNoToken) {
    return { tokens: [] };
  }
  throw error;
}

/** The first line of the last commit's message; none outside a repository. */
async function commitMessage(run: RunCommand): Promise<string | undefined> {
  const { exitCode, stdout } = await run("git", ["log", "-1", "--format=%s"], { isShown: false }).catch(
    () => ({ exitCode: 1, stdout: "" }),
  );
  return exitCode === 0 ? stdout.trim() || undefined : undefined;
}

function leaveComment(
  { comment, stack }: GitopsOptions,
  title: string,
  { exitCode, output }: CommandEnd,
): void {
  if (comment === undefined) {
    return;
  }
  const ofStack = stack === undefined ? "" : ` of ${stack}`;
  writeFileSync(comment, commentOf({ title: `${title}${ofStack}`, succeeded: exitCode === 0, output }));
}
