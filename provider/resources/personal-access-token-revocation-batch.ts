import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { dynamic } from "@pulumi/pulumi";
import { diffBatch } from "../check/diff";
import { warnings } from "../messages/warnings";
import { byAccountSite } from "../messages/wording";
import { applyPlan } from "../revocation/apply-plan";
import { failureMessage } from "../revocation/words/failure-message";
import { isWorkLeft, planRevocations, recordsOf, type RevocationPlan } from "../revocation/plan";
import { refreshRecords } from "../revocation/refresh";
import { declaredIn, normalizeBatchInputs, type BatchInputs } from "../schema/batch-inputs";
import { batchStateOf, recordsIn, type BatchState } from "../schema/batch-state";
import { isMany, manyTokens, packEntries, unpackEntries } from "../schema/codec/packed-entries";
import type { InputFailure, RawInputs } from "../schema/option-inputs";
import { recordKey, type RevocationRecord } from "../schema/revocation-record";
import { providerKey } from "../schema/revocation-state";
import { isUnknown } from "../schema/unknown";
import { dropGarbage, spareMemory } from "../tasks/spare-memory";
import { ConfigurationError } from "../session/configuration-error";
import { ResourceInitFailedError } from "./resource-init-failed-error";
import { announce } from "./announce";
import { planUpdate } from "./plan-update";
import { removeBatch } from "./remove-batch";
import { RevocationProvider } from "./revocation-provider";
import { batchContext, type Process } from "./revocation-contexts";
import { importAdvice, withStoredConfigurationHint } from "./user-facing-errors";

type Inputs = Pick<BatchInputs, keyof BatchInputs> & { [providerKey]?: unknown };

/**
 * The life of a batch or of a list: any number of revocations as one resource, since the engine writes the whole state
 * again after every resource. What is recorded was done; what is declared and not recorded is asked for by the next run.
 */
export class PersonalAccessTokenRevocationBatchProvider
  extends RevocationProvider<Inputs, BatchState>
  implements Required<dynamic.ResourceProvider<Inputs, BatchState>>
{
  constructor(process: Process) {
    super(process, normalizeBatchInputs);
  }

  override async check(olds: RawInputs, news: RawInputs): Promise<dynamic.CheckResult<Inputs>> {
    const { inputs, ...checked } = await super.check(unpacked(olds), unpacked(news));
    return {
      ...checked,
      ...(inputs && { inputs: { ...inputs, revocations: packEntries(inputs.revocations) } as Inputs }),
    };
  }

  async diff(_id: string, olds: BatchState, kept: Inputs): Promise<dynamic.DiffResult> {
    const news = unpacked(kept);
    const diff = diffBatch(olds, news);
    if (isPlanUnknown(news)) {
      await this.process.accountWarnings.giveIfNeeded([news]);
      return diff;
    }
    const plan = await this.#planUpdate(olds, news);
    const changes = diff.changes || isWorkLeft(plan);
    if (changes) {
      for (const { reason } of await this.#announce(plan, olds, news)) {
        throw new Error(reason);
      }
      this.process.checker.countRevocations(plan, news.file);
      this.process.checker.holdOrder(plan, false);
    }
    return { ...diff, changes };
  }

  async create(kept: Inputs): Promise<dynamic.CreateResult<BatchState>> {
    const inputs = unpacked(kept);
    const { checker, countedRecords } = this.process;
    await countedRecords.refuseNew(inputs.file, () => checker.declarationsSettled());
    const id = randomUUID();
    return { id, outs: await this.#apply(id, planRevocations([], declaredIn(inputs)), inputs) };
  }

  async read(id: string, state?: BatchState): Promise<dynamic.ReadResult<BatchState>> {
    if (state === undefined) {
      throw new ConfigurationError(importAdvice);
    }
    if (state.revokedCount + state.alreadyRevokedCount > manyTokens) {
      spareMemory();
    }
    const recorded = recordsIn(state);
    if (recorded.length === 0) {
      return { id, props: batchStateOf(state, state.entries ?? {}, recorded) };
    }
    return withStoredConfigurationHint(async () => {
      const refreshed = await refreshRecords(recorded, batchContext(this.process));
      for (const ofSite of byAccountSite(refreshed.stillAlive)) {
        await this.process.session.log.warn(warnings.stillAliveAtRefresh(ofSite));
      }
      for (const ofSite of byAccountSite(refreshed.aliveAgain)) {
        await this.process.session.log.warn(warnings.aliveAgain(ofSite));
      }
      dropGarbage();
      return { id, props: batchStateOf(state, state.entries ?? {}, refreshed.records) };
    });
  }

  async update(id: string, olds: BatchState, kept: Inputs): Promise<dynamic.UpdateResult<BatchState>> {
    const news = unpacked(kept);
    // What fails from now on keeps the engine from checking the rest, which may declare what is taken out here.
    const context = batchContext(this.process);
    const plan = await this.#planUpdate(olds, news);
    // The organisation may have been told since the diff: then there is more to revoke.
    this.process.checker.countRevocations(plan, news.file);
    return { outs: await this.#apply(id, plan, news, context) };
  }

  protected remove(state: BatchState): Promise<void> {
    return removeBatch(state, this.process);
  }

  /** @throws ResourceInitFailedError if a part failed: the engine then keeps what was done. */
  async #apply(
    id: string,
    plan: RevocationPlan,
    inputs: Inputs,
    context = batchContext(this.process),
  ): Promise<BatchState> {
    const work = plan.filter(({ action }) => action !== "keep" && action !== "forget");
    // An empty batch, or a new reason, needs no credentials.
    const { records, failures } =
      work.length === 0
        ? { records: recordsOf(plan.filter(({ action }) => action === "keep")), failures: [] }
        : await applyPlan(plan, inputs, context);
    dropGarbage();
    const state = batchStateOf(inputs, inputs.revocations, records);
    if (failures.length > 0) {
      this.process.checker.noteFailure();
      const reason = failureMessage(failures, { tokens: recordsOf(work), next: "up" });
      throw new ResourceInitFailedError(id, reason, state, inputs[providerKey]);
    }
    return state;
  }

  #planUpdate(olds: BatchState, news: Inputs): Promise<RevocationPlan> {
    this.process.countedRecords.refuseUncounted(olds);
    return planUpdate(recordsIn(olds), declaredIn(news), this.process, news.file);
  }

  protected isNew(olds: RawInputs): boolean {
    return olds["site"] === undefined;
  }

  protected async announceNew(news: Inputs): Promise<InputFailure[]> {
    if (isPlanUnknown(news)) {
      await this.process.accountWarnings.giveIfNeeded([news]);
      return [];
    }
    return this.#announce(planRevocations([], declaredIn(news)), undefined, news);
  }

  /** Tells a person of a plan. @returns the tokens that turn out to be protected. */
  #announce(plan: RevocationPlan, olds: BatchState | undefined, news: Inputs): Promise<InputFailure[]> {
    const known = new Set((olds === undefined ? [] : recordsIn(olds)).map(recordKey));
    return announce(
      {
        plan,
        history: {
          isKnown: (record) => known.has(recordKey(record)),
          isReworded: (record) => isReworded(record, olds, news),
        },
        entries: news.revocations,
        ...(news.file !== undefined && { file: news.file }),
      },
      { process: this.process, context: batchContext(this.process) },
    );
  }
}

/** Inputs as the lifecycle works with them; between two calls the engine keeps the entries of many tokens as a text. */
function unpacked<Given extends { readonly revocations?: unknown }>(kept: Given): Given {
  if (isMany(kept.revocations)) {
    spareMemory();
  }
  return kept.revocations === undefined ? kept : { ...kept, revocations: unpackEntries(kept.revocations) };
}

/** Tells whether a preview can't say yet what becomes of which token. */
function isPlanUnknown({ revocations, site, account, revokeOn }: Inputs): boolean {
  return [revocations, site, account, revokeOn].some(isUnknown);
}

/** Tells whether an entry says something else of a token than before. */
function isReworded({ tokenId }: RevocationRecord, olds: BatchState | undefined, news: Inputs): boolean {
  return !isDeepStrictEqual(olds?.entries?.[tokenId] ?? {}, news.revocations[tokenId] ?? {});
}
