import type { dynamic } from "@pulumi/pulumi";
import { redactTokenText } from "../datadog";
import type { InputFailure, NormalizeInputs, RawInputs } from "../schema/option-inputs";
import type { Process } from "./revocation-contexts";

/** The base of both providers: their configuration, the check of what is declared, and removals, which know of each other. */
export abstract class RevocationProvider<Inputs, State> {
  protected readonly process: Process;
  readonly #normalize: NormalizeInputs;

  constructor(process: Process, normalize: NormalizeInputs) {
    this.process = process;
    this.#normalize = normalize;
  }

  configure({ config }: dynamic.ConfigureRequest): Promise<void> {
    this.process.session.configure(config);
    return Promise.resolve();
  }

  async check(olds: RawInputs, news: RawInputs): Promise<dynamic.CheckResult<Inputs>> {
    const checked = this.process.checker.check(olds, news, this.#normalize);
    for (const warning of checked.warnings) {
      await this.process.session.log.warn(warning);
    }
    const inputs = checked.inputs as unknown as Inputs;
    const failures =
      checked.failures.length === 0 && this.isNew(olds, checked.inputs)
        ? await this.announceNew(inputs)
        : checked.failures;
    return {
      inputs,
      failures: failures.map(({ property, reason }) => ({
        property: redactTokenText(property),
        reason: redactTokenText(reason),
      })),
    };
  }

  delete(_id: string, state: State): Promise<void> {
    return this.process.removals.run(() => this.remove(state));
  }

  /** Makes sure that a resource's tokens are revoked, as far as its record asks for that. */
  protected abstract remove(state: State): Promise<void>;

  /** Tells whether the inputs are those of a resource that will be created: no diff announces its tokens. */
  protected abstract isNew(olds: RawInputs, inputs: RawInputs): boolean;

  /** Tells a person of a new resource's tokens. @returns those that turn out to be protected. */
  protected abstract announceNew(inputs: Inputs): Promise<InputFailure[]>;
}
