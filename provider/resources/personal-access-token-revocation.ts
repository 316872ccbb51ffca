import type { dynamic } from "@pulumi/pulumi";
import { diffRevocation } from "../check/diff";
import type { InputChecker } from "../check/input-checker";
import { applyPlan } from "../revocation/apply-plan";
import { planRemoval, planRevocations, type RevocationPlan } from "../revocation/plan";
import { refreshRecords } from "../revocation/refresh";
import { warnings } from "../messages/warnings";
import type { RawInputs } from "../schema/option-inputs";
import { revokesOnCreate } from "../schema/options";
import { normalizeInputs, type RevocationInputs } from "../schema/revocation-inputs";
import type { RevocationRecord } from "../schema/revocation-record";
import { providerKey, recordIn, stateOf, type RevocationState } from "../schema/revocation-state";
import { ConfigurationError } from "../session/configuration-error";
import type { MissingCredentialsWarning } from "../session/missing-credentials-warning";
import type { Session } from "../session/session";
import { ResourceInitFailedError } from "./resource-init-failed-error";
import { singleContext } from "./revocation-contexts";
import { importAdvice, withStoredConfigurationHint } from "./user-facing-errors";

type Inputs = Pick<RevocationInputs, keyof RevocationInputs> & { [providerKey]?: unknown };

/**
 * The life of a revocation. It exists while its token does not:
 *
 * | | request | |
 * |---|---|---|
 * | check, diff | none | |
 * | create | GET, DELETE, GET until 404 | makes it true |
 * | read | GET | asks whether it is still true |
 * | update | none, or as create | if an earlier run or an armed resource left it to be done |
 * | delete | DELETE | makes sure once more |
 *
 * Each is a plan of one token: see `provider/revocation`.
 */
export class PersonalAccessTokenRevocationProvider implements dynamic.ResourceProvider<
  Inputs,
  RevocationState
> {
  readonly #session: Session;
  readonly #checker: InputChecker;
  readonly #missingCredentials: MissingCredentialsWarning;

  constructor(session: Session, checker: InputChecker, missingCredentials: MissingCredentialsWarning) {
    this.#session = session;
    this.#checker = checker;
    this.#missingCredentials = missingCredentials;
  }

  configure({ config }: dynamic.ConfigureRequest): Promise<void> {
    this.#session.configure(config);
    return Promise.resolve();
  }

  async check(olds: RawInputs, news: RawInputs): Promise<dynamic.CheckResult<Inputs>> {
    const checked = this.#checker.check(olds, news, normalizeInputs);
    for (const warning of checked.warnings) {
      await this.#session.log.warn(warning);
    }
    const isNew = diffRevocation({ ...olds, status: "revoked" }, checked.inputs).replaces.length > 0;
    if (checked.failures.length === 0 && isNew) {
      await this.#missingCredentials.giveIfNeeded();
    }
    return { inputs: checked.inputs as unknown as Inputs, failures: checked.failures };
  }

  async diff(_id: string, olds: RevocationState, news: Inputs): Promise<dynamic.DiffResult> {
    const isArmed = recordIn(olds).status === "armed";
    if ((isArmed && revokesOnCreate(news.revokeOn)) || olds.unfinished) {
      await this.#missingCredentials.giveIfNeeded();
    }
    return diffRevocation({ ...olds }, { ...news });
  }

  async create(inputs: Inputs): Promise<dynamic.CreateResult<RevocationState>> {
    return { id: inputs.tokenId, outs: await this.#apply(planRevocations([], [inputs], inputs), inputs) };
  }

  async read(id: string, state?: RevocationState): Promise<dynamic.ReadResult<RevocationState>> {
    if (state === undefined) {
      throw new ConfigurationError(importAdvice);
    }
    return withStoredConfigurationHint(async () => {
      const record = recordIn(state);
      const { records, aliveAgain, stillAlive } = await refreshRecords(
        [record],
        state,
        singleContext(this.#session),
      );
      if (aliveAgain.length > 0) {
        await this.#session.log.warn(warnings.aliveAgain([record]));
        // An empty id takes the revocation out of the state.
        return { id: "", props: stateOf(state, record) };
      }
      if (stillAlive.length > 0) {
        await this.#session.log.warn(warnings.stillAliveAtRefresh([record]));
      }
      return { id, props: stateOf(state, records[0] ?? record) };
    });
  }

  async update(
    _id: string,
    olds: RevocationState,
    news: Inputs,
  ): Promise<dynamic.UpdateResult<RevocationState>> {
    return { outs: await this.#apply(planRevocations([recordIn(olds)], [news], news), news) };
  }

  async delete(_id: string, state: RevocationState): Promise<void> {
    const plan = planRemoval([recordIn(state)]);
    if (plan.every(({ action }) => action === "forget")) {
      return;
    }
    await withStoredConfigurationHint(async () => {
      const { failures } = await applyPlan(plan, { verify: true }, singleContext(this.#session));
      for (const { reason } of failures) {
        throw reason;
      }
    });
  }

  /** @throws ResourceInitFailedError if something is left to the next run: the engine then keeps the record. */
  async #apply(plan: RevocationPlan, inputs: Inputs): Promise<RevocationState> {
    const { records, failures } = await applyPlan(plan, inputs, singleContext(this.#session));
    const [record] = records as [RevocationRecord];
    const state = stateOf(inputs, record);
    for (const { reason } of failures) {
      if (state.unfinished === undefined) {
        throw reason;
      }
      throw new ResourceInitFailedError(state.tokenId, reason.message, state, inputs[providerKey]);
    }
    return state;
  }
}
