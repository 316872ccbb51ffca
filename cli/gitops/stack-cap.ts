import { pluginName } from "../../provider/schema/resource-types";
import type { GitopsOptions } from "./gitops-options";
import { stackArguments } from "./pulumi-arguments";
import type { Limit } from "./revocation-limits";
import type { RunCommand } from "./run-command";

/**
 * Reads the cap on the new revocations of a run, at which the provider would stop all of them: the environment's, else the
 * stack's.
 *
 * @returns undefined if there is none, or if the stack's configuration can't be read, which the update says itself.
 */
export async function capOfRun(
  options: Pick<GitopsOptions, "stack">,
  environment: Readonly<Record<string, string | undefined>>,
  run: RunCommand,
): Promise<Limit | undefined> {
  const set = capIn(environment["DD_MAX_REVOCATIONS"], "DD_MAX_REVOCATIONS");
  if (set !== undefined) {
    return set;
  }
  const args = ["config", "--json", "--non-interactive", ...stackArguments(options)];
  const { stdout } = await run("pulumi", args, { isShown: false }).catch(() => ({ stdout: "" }));
  const configuration = configurationIn(stdout);
  return ["datadog", pluginName]
    .map((namespace) => `${namespace}:maxRevocations`)
    .map((key) => capIn(configuration[key]?.value, key))
    .find((cap) => cap !== undefined);
}

function capIn(value: string | undefined, name: string): Limit | undefined {
  const text = value?.trim() ?? "";
  return /^\d{1,9}$/.test(text) ? { left: Number(text), name: `${text} a run (${name})` } : undefined;
}

function configurationIn(json: string): Partial<Record<string, { value?: string }>> {
  try {
    return JSON.parse(json) as Partial<Record<string, { value?: string }>>;
  } catch {
    return {};
  }
}
