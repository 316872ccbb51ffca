import { createProcess } from "../../../provider/lifecycle";
import type { DatadogClient, Site } from "../../../provider/datadog";
import { PersonalAccessTokenRevocationProvider } from "../../../provider/resources/personal-access-token-revocation";
import { PersonalAccessTokenRevocationBatchProvider } from "../../../provider/resources/personal-access-token-revocation-batch";
import { Session, type SessionOptions } from "../../../provider/session/session";
import { isThroughPlugin } from "../plugin-door/door";
import { AttachedPlugin } from "../plugin-door/attached-plugin";
import { providerThroughPlugin } from "../plugin-door/provider-through-plugin";
import { VirtualClock } from "./virtual-clock";

export const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const credentials = { DD_API_KEY: "key-from-environment", DD_APP_KEY: "app-key-from-environment" };

/** The time at which a test's clock starts. */
export const startOfTime = "2026-11-24T10:00:00.000Z";
/** A time long before, at which an earlier run did its work. */
export const longAgo = "2026-11-01T00:00:00.000Z";

/** A clock whose sleeps pass at once. */
export const newClock = () => new VirtualClock({ runsByItself: true });

export interface SettingsUnderTest {
  environment?: Record<string, string>;
  config?: Record<string, string>;
  /** Rewrites what people are told before it is kept. */
  inWords?: (message: string) => string;
}

/**
 * Providers whose clock, environment, messages and client are the test's.
 *
 * @param datadog - the organisation, the same on every site; or the one of each site.
 */
export function providerUnderTest(
  datadog: DatadogClient | ((site: Site) => DatadogClient),
  { environment = credentials, config = {}, inWords = (message) => message }: SettingsUnderTest = {},
) {
  const clock = newClock();
  const warnings: string[] = [];
  const messages: string[] = [];
  const options: SessionOptions = {
    environment,
    clock,
    log: {
      warn: (message) => Promise.resolve(void warnings.push(inWords(message))),
      info: (message) => Promise.resolve(void messages.push(inWords(message))),
    },
    createClient: ({ site }) => (typeof datadog === "function" ? datadog(site) : datadog),
  };
  const told = { clock, warnings, messages };
  return isThroughPlugin
    ? { ...throughPlugin(options, config), ...told }
    : { ...throughDynamicProvider(options, config), ...told };
}

type Providers = Pick<ReturnType<typeof throughDynamicProvider>, "provider" | "batches">;

function throughPlugin(options: SessionOptions, config: Record<string, string>): Providers {
  const inputs = Object.entries(config).map(([key, value]) => [key.replace("datadog:", ""), value]);
  const plugin = new AttachedPlugin(options, Object.fromEntries(inputs) as Record<string, string>);
  const single = providerThroughPlugin(plugin, ({ kind }) => (kind === "service" ? "service" : "single"));
  return { provider: single, batches: providerThroughPlugin(plugin, () => "batch") } as unknown as Providers;
}

function throughDynamicProvider(options: SessionOptions, config: Record<string, string>) {
  const session = new Session(options);
  session.configure({ get: (key) => config[key] });
  const process = createProcess(session);
  const provider = new PersonalAccessTokenRevocationProvider(process);
  const batches = new PersonalAccessTokenRevocationBatchProvider(process);
  return { provider, batches };
}
