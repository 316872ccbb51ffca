import type { DatadogClientOptions, DatadogClient } from "../../provider/datadog";
import { PersonalAccessTokenRevocationProvider } from "../../provider/personal-access-token-revocation";
import { Session } from "../../provider/session";
import { FakeClock } from "./fake-clock";

export const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
export const credentials = { DD_API_KEY: "key-from-environment", DD_APP_KEY: "app-key-from-environment" };

/** A provider whose clock, environment, warnings and client are the test's. */
export function providerUnderTest(
  datadog: DatadogClient,
  {
    environment = credentials,
    config = {},
  }: { environment?: Record<string, string>; config?: Record<string, string> } = {},
) {
  const clock = new FakeClock();
  const warnings: string[] = [];
  const clientOptions: DatadogClientOptions[] = [];
  const session = new Session({
    environment,
    clock,
    log: { warn: (message) => Promise.resolve(void warnings.push(message)) },
    createClient: (options) => {
      clientOptions.push(options);
      return datadog;
    },
  });
  session.configure({ get: (key) => config[key] });
  return { provider: new PersonalAccessTokenRevocationProvider(session), clock, warnings, clientOptions };
}
