import { isWrongOption } from "../token-id/wrong-option";
import type { LeakReport } from "../../sdk/reports/findings/leak-report";
import { readReport } from "../../sdk/reports/read-report";
import { isIncomplete, untoldWarningsOf } from "../../sdk/reports/untold-warning";
import { ReportError } from "../../sdk/reports/findings/report-error";
import { init } from "./init/init";
import { findComment } from "./comment/find-comment";
import { declareReport } from "./declare/declare-report";
import { doctor } from "./doctor/doctor";
import { exitStatus } from "./exit-status";
import type { GitopsSurroundings } from "./gitops-surroundings";
import { gitopsHelp } from "./gitops-help";
import { readGitopsOptions, type GitopsOptions } from "./gitops-options";
import { chooseTokens } from "./declare/choose-tokens";
import { proofOf, provenAlerts } from "./record/proof";
import { recordedProofs } from "./record/recorded-proofs";
import { stackActions, type Action } from "./stack-actions";
import { UsageError } from "./usage/usage-error";
import { withoutWorkflowCommands } from "./workflow-commands";

/** Runs `datadog-token-gitops`: see its help. @returns the exit status. */
export function gitopsCommand(args: readonly string[], surroundings: GitopsSurroundings): Promise<number> {
  return withoutWorkflowCommands(args, surroundings, () => carryOut(args, surroundings));
}

async function carryOut(args: readonly string[], surroundings: GitopsSurroundings): Promise<number> {
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

const actions: Record<GitopsOptions["action"], Action> = {
  ...stackActions,

  doctor,
  init,

  "find-comment"({ report = "", author }, { print }) {
    const id = findComment(report, author);
    print(id === undefined ? "" : `${id}\n`);
    return Promise.resolve(exitStatus.done);
  },

  async declare(options, surroundings) {
    const { list, reason, ticket, account } = options;
    const { print, warn } = surroundings;
    const chosen = options.locate ? await chooseTokens(options, surroundings) : undefined;
    const read = chosen?.report ?? (await readReport(options.report ?? "", { source: options.source }));
    const declared = declareReport(list, read, {
      ...(reason !== undefined && { reason }),
      ...(ticket !== undefined && { ticket }),
      ...(account !== undefined && { account }),
      ...(chosen !== undefined && { homeOf: chosen.homeOf }),
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

  async proof({ report = "", alerts, acceptNotFound, source, ...options }, { run, print, warn }) {
    const proofs = await recordedProofs(options, run);
    if (alerts) {
      const open = await readReport(report).catch(noTokenIsNoAlert);
      const numbers = provenAlerts(open, proofs, { acceptNotFound });
      const unproven = numbers.filter(
        (number) => !provenAlerts(open, proofs, { acceptNotFound: false }).includes(number),
      );
      print(numbers.map((number) => `${number}\n`).join(""));
      if ("untold" in open) {
        warnOfUntold(open, warn, "all");
      }
      if (unproven.length > 0) {
        warn(`Accepted by --accept-not-found, and not proven: ${unproven.join(", ")}.\n`);
      }
      return exitStatus.done;
    }
    const read = await readReport(report, { source });
    const proof = proofOf(read, proofs, { acceptNotFound });
    print(proof.lines.map((line) => `${line}\n`).join(""));
    warnOfUntold(read, warn, "all");
    return proof.isComplete && !isIncomplete(read) ? exitStatus.done : exitStatus.failed;
  },
};

/** Warns of what is not told, since a token that can't be told can't be declared or proven: `some` where others are revoked. */
function warnOfUntold(report: LeakReport, warn: GitopsSurroundings["warn"], which?: "some" | "all"): void {
  for (const warning of untoldWarningsOf(report, which)) {
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
