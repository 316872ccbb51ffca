import type { RevocationContext } from "../revocation/context";
import { runPlainTasks, runTasks } from "../tasks/run-tasks";
import type { Session } from "../session/session";

/** The context in which a single revocation is made: its calls keep to one deadline, queue and all. */
export function singleContext(session: Session): RevocationContext {
  return {
    ...common(session),
    runTasks: runPlainTasks,
    deadlineIncludesQueueTime: true,
  };
}

/** The context in which many revocations are made: some at once, with progress, until nothing moves any more. */
export function batchContext(session: Session): RevocationContext {
  const { clock, settings } = session;
  return {
    ...common(session),
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

function common(session: Session) {
  const { clock, log, settings } = session;
  return {
    client: session.client.bind(session),
    log,
    clock,
    retryDeadlineSeconds: settings.retryDeadlineSeconds(),
  };
}
