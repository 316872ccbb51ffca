import type { AccountSite } from "../datadog";
import type { RevocationContext } from "../revocation/context";
import { runPlainTasks, runTasks } from "../tasks/run-tasks";
import type { Readings } from "../revocation/look-ahead/readings";
import type { TokenDirectories } from "../revocation/service-tokens/token-directory";
import type { InputChecker } from "../check/input-checker";
import { tellWithheld } from "../check/withheld-tokens";
import type { CountedRecords } from "../check/uncounted-record";
import type { AccountWarnings } from "../session/account-warnings";
import type { Organizations } from "../session/organizations";
import type { Removals } from "./removals";
import type { Session } from "../session/session";
import { tellByFile } from "../session/tell-by-file";

/** The parts of the process that all its resources share. */
export interface Process {
  session: Session;
  accountWarnings: AccountWarnings;
  checker: InputChecker;
  countedRecords: CountedRecords;
  organizations: Organizations;
  directories: TokenDirectories;
  readings: Readings;
  removals: Removals;
}

/** The context in which a single revocation is made: its calls keep to one deadline, queue and all. */
export function singleContext(process: Process): RevocationContext {
  return {
    ...common(process),
    runTasks: runPlainTasks,
    holdsOrder: false,
    deadlineIncludesQueueTime: true,
  };
}

/** The context in which many revocations are made: some at once, with progress, until nothing moves any more. */
export function batchContext(process: Process): RevocationContext {
  const { session, checker } = process;
  const { clock, settings } = session;
  return {
    ...common(process),
    holdsOrder: settings.selfRevocation() === "last",
    othersOpen: async () => ((await checker.declarationsSettled(0)) ? 0 : Math.max(checker.failures, 1)),
    runTasks: (tasks) =>
      runTasks(tasks, {
        clock,
        concurrency: settings.concurrency(),
        retryDeadlineSeconds: settings.retryDeadlineSeconds(),
        progress: { waitingFor: () => session.waitingFor() },
      }),
    deadlineIncludesQueueTime: false,
  };
}

/** The context in which a batch is removed: beside others, of which no check has told. */
export function removalContext(process: Process): RevocationContext {
  const { removals } = process;
  return { ...batchContext(process), othersOpen: removals.othersSettled.bind(removals) };
}

function common({ session, checker, organizations, directories, readings }: Process) {
  const { clock, log, settings } = session;
  const { failures } = checker;
  const ownTokens = session.ownTokens();
  const protectedTokens = settings.protectedTokens();
  const takenForGone = settings.takenForGone();
  return {
    client: session.client.bind(session),
    directory: (accountSite: AccountSite) => directories.of(session.client(accountSite)),
    readings,
    accounts: session.accountSites.bind(session),
    organizationAt: organizations.at.bind(organizations),
    organizationSoFar: organizations.soFar.bind(organizations),
    organizationToProve: organizations.toProve.bind(organizations),
    userAt: organizations.userAt.bind(organizations),
    ownToken: ownTokens.get.bind(ownTokens),
    protection: protectedTokens.problemWith.bind(protectedTokens),
    othersOpen: () => Promise.resolve(0),
    isTakenForGone: takenForGone.has.bind(takenForGone),
    tellOutOfSight: () => tellByFile(settings.outOfSightFile()),
    tellWithheld: (tokenIds: readonly string[]) => {
      tellWithheld(tokenIds, session);
    },
    isDeclared: checker.isDeclared.bind(checker),
    declarationsSettled: () => checker.declarationsSettled(failures),
    log,
    clock,
    retryDeadlineSeconds: settings.retryDeadlineSeconds(),
  };
}
