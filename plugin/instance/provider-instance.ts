import { createLifecycle, type Lifecycle, type LifecycleOptions } from "../../provider/lifecycle";
import type { Environment } from "../../provider/session/setting-sources";
import { DeclaredTokens, folderOfRun } from "../../provider/session/declared-tokens";
import type { Values } from "../wire/property-values";
import { Cancellation } from "./cancellation";
import { EngineMessages } from "./engine-messages";
import { currentOperation, runOperation, shareQuestion } from "./operation";
import { inOwnWords } from "../wire/own-words";
import { configOf, environmentOf, isDefaultProvider } from "./provider-config";

/** The parts of an instance that come from outside; tests replace some. */
export interface InstanceOptions extends Omit<
  Partial<LifecycleOptions>,
  "interruption" | "share" | "declared"
> {
  /** The engine's address, as the process is given it. */
  engineAddress?: string | undefined;
}

/** The call that an operation serves. */
export interface OperationCall {
  urn: string;
  /** The time that the resource's `customTimeouts` allow; 0 or absent for none. */
  timeoutSeconds?: number;
}

/** One provider of a run: Pulumi starts a process for each, or attaches to one that is there. */
export class ProviderInstance {
  readonly #options: InstanceOptions;
  readonly #cancellation = new Cancellation();
  readonly #untold = new Map<string, readonly string[]>();
  #engineAddress: string | undefined;
  #lifecycle: Lifecycle | undefined;

  constructor(options: InstanceOptions = {}) {
    this.#options = options;
    this.#engineAddress = options.engineAddress;
  }

  /** Notes whose provider this is: messages go there, and what other providers of the same run declare is known by it. */
  attach(engineAddress: string): void {
    this.#engineAddress = engineAddress;
    this.#cancellation.reset();
  }

  /** Takes the provider's inputs; what was counted before belongs to another run. */
  configure(name: string, inputs: Values): void {
    const { environment } = this;
    const address = this.#engineAddress;
    this.#cancellation.reset();
    this.#untold.clear();
    this.#lifecycle = createLifecycle({
      log: new EngineMessages(address, inOwnWords),
      ...this.#options,
      environment: environmentOf(name, environment),
      declared: new DeclaredTokens(address === undefined ? undefined : folderOfRun(environment, address)),
      interruption: () => currentOperation()?.interruption,
      share: shareQuestion,
    });
    this.#lifecycle.session.configure(configOf(inputs, isDefaultProvider(name) ? undefined : name));
  }

  /** The environment of the process; a provider that a program makes takes a part of it alone. */
  get environment(): Environment {
    return this.#options.environment ?? process.env;
  }

  /** Ends all operations under way. */
  cancel(): void {
    this.#cancellation.cancel();
  }

  /** @throws Error if the engine has not configured this provider. */
  get lifecycle(): Lifecycle {
    if (this.#lifecycle === undefined) {
      throw new Error("The provider is not configured yet.");
    }
    return this.#lifecycle;
  }

  /** Runs what belongs to one of the engine's calls: its messages have the resource's URN, and it ends in time. */
  run<Result>({ urn, timeoutSeconds = 0 }: OperationCall, run: () => Promise<Result>): Promise<Result> {
    const endOfRun = this.#cancellation.signal;
    return this.#cancellation.within(timeoutSeconds, (interruption) =>
      runOperation({ urn, interruption, endOfRun }, run),
    );
  }

  /** Notes of a resource what could not be told of its inputs: it fails when everything else of it is done. */
  noteUntold(urn: string, untold: readonly string[]): void {
    this.#untold.set(urn, untold);
  }

  /** Tells what could not be told of a resource's inputs, in this run. */
  untoldOf(urn: string): readonly string[] {
    return this.#untold.get(urn) ?? [];
  }
}
