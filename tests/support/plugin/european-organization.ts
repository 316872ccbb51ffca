import { startSimulator, type Simulator, type SimulatorOptions } from "datadog-token-simulator";
import { fixedBytes } from "../engine/fixed-bytes";

/** The token of the European organisation. */
export const euTokenId = "9d3e1c5a-51f5-4e34-9c80-6a2f52a3b8aa";

/** The only bearer token that the European organisation accepts, unless the options say otherwise. */
export const euBearerToken = "eu-bearer-token-that-must-not-leak";

/** Starts the second organisation of a program, beside that of a `PluginIncident`; close it at the end. */
export function startEuropeanOrganization(options: SimulatorOptions = {}): Promise<Simulator> {
  return startSimulator({
    tokens: [{ tokenId: euTokenId, name: "EU metrics" }],
    credentials: { bearerToken: euBearerToken },
    organization: "00000000-0000-4000-8000-0000000000e1",
    randomBytes: fixedBytes,
    ...options,
  });
}
