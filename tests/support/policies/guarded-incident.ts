import { keys, startIncident, type Incident } from "../engine/incident";
import type { RevocationStack } from "../engine/revocation-stack";
import { policyPack, runGuarded, type GuardedRun } from "./policy-pack";

/** An incident whose stacks are guarded by the policy pack. */
export interface GuardedIncident extends Incident {
  /**
   * Runs the CLI on a stack with the pack, with the keys of the incident and an account `us` on another site.
   *
   * @param settings.config - for `--policy-pack-config`.
   */
  guarded: (
    stack: RevocationStack,
    command: readonly string[],
    settings?: { config?: unknown; environment?: Record<string, string> },
  ) => Promise<GuardedRun>;
}

/** Starts an incident; end it, whatever happened. */
export async function startGuardedIncident(): Promise<GuardedIncident> {
  const incident = await startIncident();
  const pack = await policyPack(incident.pulumi.folder);
  const { variables } = incident.pulumi;
  const { url } = incident.datadog;
  return {
    ...incident,
    guarded: ({ workDir }, command, { config = {}, environment = {} } = {}) =>
      runGuarded(pack, command, {
        workDir,
        environment: {
          ...variables,
          ...keys,
          DD_API_URL: url,
          // One address stands in for one site: the other site is that of an account.
          DD_ACCOUNTS: "us",
          DD_US_SITE: "us5.datadoghq.com",
          DD_US_API_URL: url,
          ...environment,
        },
        config,
      }),
  };
}
