import { createProcess } from "../../../provider/lifecycle";
import { PersonalAccessTokenRevocationProvider } from "../../../provider/resources/personal-access-token-revocation";
import { PersonalAccessTokenRevocationBatchProvider } from "../../../provider/resources/personal-access-token-revocation-batch";
import { Session, type SessionOptions } from "../../../provider/session/session";
import { isThroughPlugin } from "../../support/plugin-door/door";
import { InProcessPlugin } from "../../support/plugin-door/in-process-plugin";
import { providerThroughPlugin } from "../../support/plugin-door/provider-through-plugin";
import type { Line } from "../world/line";
import { ProcessClock } from "../world/process-clock";
import { WorldClient } from "../world/world-client";
import { providerKey } from "../../../provider/schema/revocation-state";

/** Properties of a resource, as the engine hands them over: JSON. */
export type Properties = Record<string, unknown>;

/** The type of a resource; a list is a batch with a file. */
export type ResourceType = "single" | "batch" | "list";

/** A provider that failed, as the engine hears of it. */
export interface Failure {
  message: string;
  /** The properties that are to be kept all the same, with the resource's id. */
  kept?: { id: string; properties: Properties };
}

type Result<Value> = Value | { failure: Failure };

interface Provider {
  check(
    olds: Properties,
    news: Properties,
  ): Promise<{ inputs?: Properties; failures?: { reason: string }[] }>;
  diff(id: string, olds: Properties, news: Properties): Promise<{ changes?: boolean; replaces?: string[] }>;
  create(inputs: Properties): Promise<{ id: string; outs?: Properties }>;
  read(id: string, props: Properties): Promise<{ id?: string; props?: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs?: Properties }>;
  delete(id: string, props: Properties): Promise<void>;
}

/** The text by which the dynamic provider is found; the real engine keeps it in inputs and outputs. */
const providerText = "the provider's text";

/** One life of the dynamic-provider process, with all that it was told by the environment. */
export class ProviderProcess {
  readonly warnings: string[] = [];
  readonly #single: Provider;
  readonly #batch: Provider;

  constructor(line: Line, environment: Record<string, string>) {
    const options: SessionOptions = {
      environment: { DD_BEARER_TOKEN: "token", ...environment },
      clock: new ProcessClock(line),
      log: {
        warn: (message) => Promise.resolve(void this.warnings.push(message)),
        info: () => Promise.resolve(),
      },
      createClient: ({ site }) => new WorldClient(line, site),
    };
    const providers = isThroughPlugin ? throughPlugin(options) : throughDynamicProvider(options);
    this.#single = providers.single;
    this.#batch = providers.batch;
  }

  /** Checks inputs; the dynamic provider adds its text to them. */
  check(type: ResourceType, olds: Properties, news: Properties): Promise<Result<{ inputs: Properties }>> {
    return outcomeOf(async () => {
      const { inputs, failures = [] } = await this.#provider(type).check(asJson(olds), asJson(news));
      const [first] = failures;
      if (first) {
        throw new Error(first.reason);
      }
      return { inputs: withText(inputs ?? news) };
    });
  }

  diff(
    type: ResourceType,
    id: string,
    outputs: Properties,
    inputs: Properties,
  ): Promise<Result<{ changes: boolean; replaces: string[] }>> {
    return outcomeOf(async () => {
      const provider = this.#provider(type, outputs);
      const { changes = false, replaces = [] } = await provider.diff(id, asJson(outputs), asJson(inputs));
      return { changes, replaces };
    });
  }

  create(type: ResourceType, inputs: Properties): Promise<Result<{ id: string; outputs: Properties }>> {
    return outcomeOf(async () => {
      const { id, outs = {} } = await this.#provider(type, inputs).create(asJson(inputs));
      return { id, outputs: withText(outs) };
    });
  }

  update(
    type: ResourceType,
    id: string,
    outputs: Properties,
    inputs: Properties,
  ): Promise<Result<{ outputs: Properties }>> {
    return outcomeOf(async () => {
      const { outs = {} } = await this.#provider(type, outputs).update(id, asJson(outputs), asJson(inputs));
      return { outputs: withText(outs) };
    });
  }

  read(
    type: ResourceType,
    id: string,
    outputs: Properties,
  ): Promise<Result<{ id: string; outputs: Properties }>> {
    return outcomeOf(async () => {
      const { id: readId = "", props = {} } = await this.#provider(type, outputs).read(id, asJson(outputs));
      return { id: readId, outputs: withText(props) };
    });
  }

  delete(type: ResourceType, id: string, outputs: Properties): Promise<Result<object>> {
    return outcomeOf(async () => {
      await this.#provider(type, outputs).delete(id, asJson(outputs));
      return {};
    });
  }

  /** Without its text the dynamic provider can't be loaded; it does not add it to the properties of an error. */
  #provider(type: ResourceType, properties: Properties = withText({})): Provider {
    if (properties[providerKey] !== providerText) {
      throw new Error("code must be a string, not undefined");
    }
    return type === "single" ? this.#single : this.#batch;
  }
}

interface Providers {
  single: Provider;
  batch: Provider;
}

function throughPlugin(options: SessionOptions): Providers {
  const plugin = new InProcessPlugin(options);
  return {
    single: providerThroughPlugin(plugin, () => "single"),
    batch: providerThroughPlugin(plugin, () => "batch"),
  };
}

function throughDynamicProvider(options: SessionOptions): Providers {
  const session = new Session(options);
  session.configure({ get: () => undefined });
  const process = createProcess(session);
  return {
    single: new PersonalAccessTokenRevocationProvider(process) as unknown as Provider,
    batch: new PersonalAccessTokenRevocationBatchProvider(process) as unknown as Provider,
  };
}

async function outcomeOf<Value>(run: () => Promise<Value>): Promise<Result<Value>> {
  try {
    return await run();
  } catch (error) {
    const { message, id, properties } = error as Error & { id?: string; properties?: Properties };
    return {
      failure: {
        message,
        ...(id !== undefined &&
          properties && {
            // The plugin has no such text, and needs none.
            kept: { id, properties: isThroughPlugin ? withText(properties) : asJson(properties) },
          }),
      },
    };
  }
}

function withText(properties: Properties): Properties {
  return { ...asJson(properties), [providerKey]: providerText };
}

function asJson(properties: Properties): Properties {
  return JSON.parse(JSON.stringify(properties)) as Properties;
}
