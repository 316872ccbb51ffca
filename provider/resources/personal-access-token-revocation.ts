import type { dynamic } from "@pulumi/pulumi";
import { diffRevocation } from "../check/diff";
import { anyAccount } from "../datadog";
import { applyPlan } from "../revocation/apply-plan";
import { isWorkLeft, planRemoval, planRevocations, type RevocationPlan } from "../revocation/plan";
import { refreshRecords } from "../revocation/refresh";
import { warnings } from "../messages/warnings";
import type { InputFailure, RawInputs } from "../schema/option-inputs";
import { normalizeInputs, type RevocationInputs } from "../schema/revocation-inputs";
import type { RevocationRecord } from "../schema/revocation-record";
import { providerKey, recordIn, stateOf, type RevocationState } from "../schema/revocation-state";
import { isUnknown, unknownIsNoToken } from "../schema/unknown";
import { ConfigurationError } from "../session/configuration-error";
import { ResourceInitFailedError } from "./resource-init-failed-error";
import { announce } from "./announce";
import { planUpdate } from "./plan-update";
import { RevocationProvider } from "./revocation-provider";
import { singleContext, type Process } from "./revocation-contexts";
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
export class PersonalAccessTokenRevocationProvider
  extends RevocationProvider<Inputs, RevocationState>
  implements dynamic.ResourceProvider<Inputs, RevocationState>
{
  constructor(process: Process) {
    super(process, normalizeInputs);
  }

  async diff(_id: string, olds: RevocationState, news: Inputs): Promise<dynamic.DiffResult> {
    const diff = diffRevocation({ ...olds }, { ...news });
    if (diff.replaces.length > 0) {
      return diff;
    }
    const plan = await this.#planUpdate(olds, news);
    if (isWorkLeft(plan)) {
      for (const { reason } of await this.#announce(plan, true)) {
        throw new Error(reason);
      }
      this.process.checker.countRevocations(plan);
      this.process.checker.holdOrder(plan, true);
    }
    return { ...diff, changes: diff.changes || isWorkLeft(plan) };
  }

  async create(inputs: Inputs): Promise<dynamic.CreateResult<RevocationState>> {
    return { id: inputs.tokenId, outs: await this.#apply(planRevocations([], [inputs]), inputs) };
  }

  async read(id: string, state?: RevocationState): Promise<dynamic.ReadResult<RevocationState>> {
    if (state === undefined) {
      throw new ConfigurationError(importAdvice);
    }
    return withStoredConfigurationHint(async () => {
      const record = recordIn(state);
      const { records, aliveAgain, stillAlive } = await refreshRecords([record], singleContext(this.process));
      for (const token of aliveAgain) {
        await this.process.session.log.warn(warnings.aliveAgain([token]));
      }
      for (const token of stillAlive) {
        await this.process.session.log.warn(warnings.stillAliveAtRefresh([token]));
      }
      return { id, props: stateOf(state, records[0] ?? record) };
    });
  }

  async update(
    _id: string,
    olds: RevocationState,
    news: Inputs,
  ): Promise<dynamic.UpdateResult<RevocationState>> {
    const plan = await this.#planUpdate(olds, news);
    // The organisation may have been told since the diff: then there is more to revoke.
    this.process.checker.countRevocations(plan);
    return { outs: await this.#apply(plan, news) };
  }

  protected async remove(state: RevocationState): Promise<void> {
    const plan = planRemoval([recordIn(state)]);
    if (plan.every(({ action }) => action === "forget")) {
      return;
    }
    this.process.checker.countRevocations(plan);
    await withStoredConfigurationHint(async () => {
      const { failures, untold } = await applyPlan(plan, { verify: true }, singleContext(this.process));
      for (const { reason } of [...failures, ...untold]) {
        throw reason;
      }
    });
  }

  /** The account that showed a token of any account stands in the record: if another one is named, a check of its own follows. */
  protected isNew(olds: RawInputs, inputs: RawInputs): boolean {
    const { replaces } = diffRevocation({ ...olds, status: "revoked" }, inputs);
    const isAnyNow = olds["account"] === anyAccount;
    return replaces.some((property) => !isAnyNow || (property !== "account" && property !== "site"));
  }

  protected async announceNew(inputs: Inputs): Promise<InputFailure[]> {
    if ([inputs.tokenId, inputs.site, inputs.account, inputs.revokeOn].some(isUnknown)) {
      await this.process.accountWarnings.giveIfNeeded([inputs]);
      return [];
    }
    return this.#announce(planRevocations([], [inputs]), false);
  }

  /** Tells a person of a plan. @returns the tokens that turn out to be protected. */
  #announce(plan: RevocationPlan, isKnown: boolean): Promise<InputFailure[]> {
    const history = { isKnown: () => isKnown, isReworded: () => false };
    return announce({ plan, history }, { process: this.process, context: singleContext(this.process) });
  }

  async #planUpdate(olds: RevocationState, news: Inputs): Promise<RevocationPlan> {
    return planUpdate([recordIn(olds)], [news], this.process);
  }

  /** @throws ResourceInitFailedError if something is left to the next run: the engine then keeps the record. */
  async #apply(plan: RevocationPlan, inputs: Inputs): Promise<RevocationState> {
    if (isUnknown(inputs.tokenId)) {
      throw new Error(`tokenId: nothing was sent, ${unknownIsNoToken}`);
    }
    const { records, failures } = await applyPlan(plan, inputs, singleContext(this.process));
    const [record] = records;
    for (const { reason } of failures) {
      this.process.checker.noteFailure();
      if (record?.unfinished === undefined) {
        throw reason;
      }
      const state = stateOf(inputs, record);
      throw new ResourceInitFailedError(state.tokenId, reason.message, state, inputs[providerKey]);
    }
    return stateOf(inputs, record as RevocationRecord);
  }
}
