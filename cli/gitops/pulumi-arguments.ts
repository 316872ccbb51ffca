import type { GitopsOptions } from "./gitops-options";

/** The arguments that make Pulumi carry out an action. */
export function pulumiArguments(
  action: "preview" | "up" | "upAtOnce" | "drift" | "mend",
  options: Pick<GitopsOptions, "stack" | "policyPacks" | "policyConfig">,
  message?: string,
): string[] {
  const own = {
    preview: ["preview", "--diff"],
    up: ["up", "--yes"],
    upAtOnce: ["up", "--yes", "--skip-preview"],
    // With the program, whose stack configuration is today's: without it, a refresh works with the keys of the last update.
    drift: ["preview", "--diff", "--refresh", "--run-program", "--expect-no-changes"],
    mend: ["up", "--yes", "--refresh", "--run-program"],
  }[action];
  return [
    ...own,
    "--non-interactive",
    "--color",
    "never",
    ...stackArguments(options),
    ...options.policyPacks.flatMap((folder) => ["--policy-pack", folder]),
    ...(options.policyConfig === undefined ? [] : ["--policy-pack-config", options.policyConfig]),
    ...(message === undefined ? [] : ["--message", message]),
  ];
}

/** Which stack; none names the selected one. */
export function stackArguments({ stack }: Pick<GitopsOptions, "stack">): string[] {
  return stack === undefined ? [] : ["--stack", stack];
}
