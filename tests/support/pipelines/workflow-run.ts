/** A workflow of examples/gitops/github-actions, and the event that starts it. */
export interface WorkflowRun {
  workflow: "pull-request" | "main" | "drift" | "incident";
  event: "pull_request" | "push" | "schedule" | "repository_dispatch" | "workflow_dispatch";
  payload?: object;
  /** The repository's variables. */
  vars?: Record<string, string>;
  /** Is given the log as it comes. */
  onLog?: (text: string) => void;
}

/** The end of a workflow. */
export interface WorkflowEnd {
  succeeded: boolean;
  /** The log, as act shows it. */
  log: string;
}
