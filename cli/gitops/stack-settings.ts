import { pluginName } from "../../provider/schema/resource-types";
import { usesPlugin } from "./doctor/project-findings";
import type { GitopsOptions } from "./gitops-options";
import { stackArguments } from "./pulumi-arguments";
import type { Limit } from "./revocation-limits";
import type { RunCommand } from "./run-command";

/** The settings in a stack's configuration by their names, such as `maxRevocations`; of a secret one its key alone. */
export type StackSettings = Readonly<Partial<Record<string, { key: string; value?: string }>>>;

/**
 * Reads a stack's settings: those of the door that the project's program takes, else those of the other one, which a stack
 * keeps that has moved from one to the other.
 *
 * @returns none if the configuration can't be read, which an update says itself.
 */
export async function stackSettings(
  options: Pick<GitopsOptions, "stack">,
  run: RunCommand,
): Promise<StackSettings> {
  const args = ["config", "--json", "--non-interactive", ...stackArguments(options)];
  const { stdout } = await run("pulumi", args, { isShown: false }).catch(() => ({ stdout: "" }));
  const told = Object.entries(configurationIn(stdout));
  return Object.fromEntries(
    (usesPlugin(process.cwd()) ? ["datadog", pluginName] : [pluginName, "datadog"]).flatMap((namespace) =>
      told.flatMap(([key, { value }]) =>
        key.startsWith(`${namespace}:`)
          ? [[key.slice(namespace.length + 1), { key, ...(value !== undefined && { value }) }]]
          : [],
      ),
    ),
  );
}

/**
 * Reads the cap on the new revocations of a run, at which the provider would stop all of them: the environment's, else the
 * stack's.
 *
 * @param settings - reads those of the stack, if they are needed.
 * @returns undefined if there is none.
 */
export async function capOfRun(
  environment: Readonly<Record<string, string | undefined>>,
  settings: () => Promise<StackSettings>,
): Promise<Limit | undefined> {
  const set = capIn(environment["DD_MAX_REVOCATIONS"], "DD_MAX_REVOCATIONS");
  if (set !== undefined) {
    return set;
  }
  const { maxRevocations } = await settings();
  return maxRevocations && capIn(maxRevocations.value, maxRevocations.key);
}

function capIn(value: string | undefined, name: string): Limit | undefined {
  const text = value?.trim() ?? "";
  return /^\d{1,9}$/.test(text) ? { left: Number(text), name: `${text} a run (${name})` } : undefined;
}

function configurationIn(json: string): Record<string, { value?: string }> {
  try {
    return JSON.parse(json) as Record<string, { value?: string }>;
  } catch {
    return {};
  }
}
