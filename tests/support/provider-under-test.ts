import type { DatadogClient } from "../../provider/datadog";
import { CredentialNotice } from "../../provider/session/missing-credentials-warning";
import { PersonalAccessTokenRevocationProvider } from "../../provider/resources/personal-access-token-revocation";
import { PersonalAccessTokenRevocationBatchProvider } from "../../provider/resources/personal-access-token-revocation-batch";
import { Session } from "../../provider/session/session";
import { FakeClock } from "./fake-clock";

export const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
export const credentials = { DD_API_KEY: "key-from-environment", DD_APP_KEY: "app-key-from-environment" };

/** Providers whose clock, environment, messages and client are the test's. */
export function providerUnderTest(
  datadog: DatadogClient,
  {
    environment = credentials,
    config = {},
  }: { environment?: Record<string, string>; config?: Record<string, string> } = {},
) {
  const clock = new FakeClock();
  const warnings: string[] = [];
  const messages: string[] = [];
  const session = new Session({
    environment,
    clock,
    log: {
      warn: (message) => Promise.resolve(void warnings.push(message)),
      info: (message) => Promise.resolve(void messages.push(message)),
    },
    createClient: () => datadog,
  });
  session.configure({ get: (key) => config[key] });
  const notice = new CredentialNotice(session);
  const provider = new PersonalAccessTokenRevocationProvider(session, notice);
  const batches = new PersonalAccessTokenRevocationBatchProvider(session, notice);
  return { provider, batches, clock, warnings, messages };
}
