import { startSimulator, type Simulator, type SimulatorOptions } from "datadog-token-simulator";
import { fixedBytes } from "./fixed-bytes";
import { createPulumiEnvironment, type PulumiEnvironment } from "./pulumi-environment";
import { RevocationStack } from "./revocation-stack";

/** The token that the examples name. */
export const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
export const otherTokenId = "61c07794-df2a-4403-a6ad-caa6bb70dae2";

/**
 * Keys that a search for secrets will find wherever they went. They are this process's own: a search of the whole
 * machine's command lines must not find what a test beside it hands to `pulumi config set`.
 */
export const keys = {
  DD_API_KEY: `api-key-that-must-not-leak-${String(process.pid)}`,
  DD_APP_KEY: `app-key-that-must-not-leak-${String(process.pid)}`,
};

/** A simulated Datadog with two tokens, and a Pulumi that knows nothing of the machine's own. */
export interface Incident {
  datadog: Simulator;
  pulumi: PulumiEnvironment;
  /** A new stack of an example, whose provider asks this Datadog with `keys` from the environment. */
  stackOf(
    example: string,
    options?: Partial<Parameters<typeof RevocationStack.of>[2]>,
  ): Promise<RevocationStack>;
  end(): Promise<void>;
}

/** Starts a simulated Datadog with two tokens, which takes `keys`. */
export function startDatadog(options: SimulatorOptions = {}): Promise<Simulator> {
  return startSimulator({
    tokens: [
      { tokenId, name: "CI metrics", scopes: ["metrics_read"] },
      { tokenId: otherTokenId, name: "CI logs" },
    ],
    credentials: { apiKey: keys.DD_API_KEY, appKey: keys.DD_APP_KEY },
    randomBytes: fixedBytes,
    ...options,
  });
}

/** Starts an incident; end it, whatever happened. */
export async function startIncident(options: SimulatorOptions = {}): Promise<Incident> {
  const pulumi = await createPulumiEnvironment();
  const datadog = await startDatadog(options);
  return {
    datadog,
    pulumi,
    stackOf: (example, { environment = {}, config = {} } = {}) =>
      RevocationStack.of(example, pulumi, {
        environment: { ...keys, DD_API_URL: datadog.url, ...environment },
        config,
      }),
    end: async () => {
      await datadog.close();
      await pulumi.remove();
    },
  };
}
