import type { Simulator, SimulatorOptions } from "datadog-token-simulator";
import { adminCredentials, startRecordIncident, type RecordIncident } from "./record-incident";

/** The organisation of the tokens. */
export const rightOrganization = "4dee724d-00cc-11ea-a77b-570c9d03c6c5";
/** The organisation of the credentials that are used by mistake; it knows none of the tokens. */
export const wrongOrganization = "0b1e8a51-0e3d-4b7c-9d53-6c3f6f4d2a10";

/** Starts an incident in the right organisation, and the other one, which ends with it. */
export async function startTwoOrganizations(
  options: SimulatorOptions,
): Promise<{ incident: RecordIncident; elsewhere: Simulator }> {
  const incident = await startRecordIncident({ organization: rightOrganization, ...options });
  const elsewhere = await incident.anotherDatadog({
    organization: wrongOrganization,
    credentials: adminCredentials,
  });
  return { incident, elsewhere };
}
