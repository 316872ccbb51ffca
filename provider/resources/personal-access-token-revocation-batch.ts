import { randomUUID } from "node:crypto";
import type { dynamic } from "@pulumi/pulumi";
import { BatchError } from "./batch-error";
import { batchFailureMessage } from "../revocation/failure-message";
import { normalizeBatchInputs, type BatchInputs } from "../schema/batch-inputs";
import type { RecordedRevocation } from "../schema/batch-record";
import { diffBatch, planBatch, planOfDestroy, type BatchPlan } from "../revocation/batch-plan";
import { batchStateOf, recordedIn, type BatchState } from "../schema/batch-state";
import { refreshRecord } from "../revocation/batch-refresh";
import { checkInputs } from "../check/check";
import { ConfigurationError } from "../session/configuration-error";
import type { CredentialNotice } from "../session/missing-credentials-warning";
import { importAdvice } from "./import-advice";
import type { OptionInputs, RawInputs } from "../schema/option-inputs";
import { revokesOnDelete, type RevokeOn } from "../schema/options";
import { counted } from "../tasks/progress";
import { carryOut, type BatchTools } from "../revocation/revoke-batch";
import type { Session } from "../session/session";
import { providerKey } from "../schema/revocation-state";
import { isAboutCredentials, withStoredConfigurationHint } from "./stored-configuration-hint";
import { isUnknown } from "../schema/unknown";
import { warnings } from "../messages/warnings";

type Inputs = Pick<BatchInputs, keyof BatchInputs> & { [providerKey]?: unknown };

/**
 * The life of a batch: any number of revocations as one resource, since the engine writes the whole state again after
 * every resource. What is recorded was done; what is wanted and not recorded is asked for by the next run.
 */
export class PersonalAccessTokenRevocationBatchProvider implements Required<
  dynamic.ResourceProvider<Inputs, BatchState>
> {
  constructor(
    private readonly session: Session,
    private readonly credentialNotice: CredentialNotice,
  ) {}

  configure({ config }: dynamic.ConfigureRequest): Promise<void> {
    this.session.configure(config);
    return Promise.resolve();
  }

  async check(olds: RawInputs, news: RawInputs): Promise<dynamic.CheckResult<Inputs>> {
    const checked = checkInputs(olds, news, this.session, normalizeBatchInputs);
    for (const warning of checked.warnings) {
      await this.session.log.warn(warning);
    }
    const { inputs, failures } = checked;
    const isNew = olds["site"] === undefined;
    if (isNew && failures.length === 0) {
      await this.announce([], inputs as unknown as BatchInputs);
    }
    return { inputs: inputs as unknown as Inputs, failures };
  }

  async diff(_id: string, olds: BatchState, news: Inputs): Promise<dynamic.DiffResult> {
    const diff = diffBatch({ ...olds }, { ...news });
    const recorded = diff.replaces.length > 0 ? [] : recordedIn(olds);
    if (diff.changes) {
      await this.announce(recorded, news, olds.revokeOn);
    }
    return diff;
  }

  async create(inputs: Inputs): Promise<dynamic.CreateResult<BatchState>> {
    const id = randomUUID();
    return { id, outs: await this.carryOut(id, planBatch([], inputs), inputs) };
  }

  async read(id: string, state?: BatchState): Promise<dynamic.ReadResult<BatchState>> {
    if (state === undefined) {
      throw new ConfigurationError(importAdvice);
    }
    const recorded = recordedIn(state);
    if (recorded.length === 0) {
      return { id, props: batchStateOf(state, recorded) };
    }
    return withStoredConfigurationHint(async () => {
      const refreshed = await refreshRecord(recorded, state, this.tools(state.site));
      for (const tokenId of refreshed.stillAlive) {
        await this.session.log.warn(warnings.stillAliveAtRefresh({ tokenId, site: state.site }));
      }
      if (refreshed.aliveAgain.length > 0) {
        await this.session.log.warn(warnings.manyAliveAgain(refreshed.aliveAgain, state.site));
      }
      return { id, props: batchStateOf(state, refreshed.recorded) };
    });
  }

  async update(id: string, olds: BatchState, news: Inputs): Promise<dynamic.UpdateResult<BatchState>> {
    return { outs: await this.carryOut(id, planBatch(recordedIn(olds), news, olds.revokeOn), news) };
  }

  async delete(_id: string, state: BatchState): Promise<void> {
    if (!revokesOnDelete(state.revokeOn)) {
      return;
    }
    const unproven = recordedIn(state).filter(({ verifiedAt }) => verifiedAt === undefined);
    if (unproven.length === 0) {
      return;
    }
    const plan = planOfDestroy(unproven);
    await withStoredConfigurationHint(async () => {
      const { failures } = await carryOut(plan, state, this.tools(state.site));
      if (failures.length === 0) {
        return;
      }
      const message = batchFailureMessage(failures, {
        total: unproven.length,
        site: state.site,
        next: "destroy",
      });
      throw new Error(message, { cause: failures.map(({ reason }) => reason).find(isAboutCredentials) });
    });
  }

  private async carryOut(id: string, plan: BatchPlan, inputs: Inputs): Promise<BatchState> {
    const total = plan.revoke.length + plan.arm.length + plan.goOn.length + plan.remove.length;
    // An empty batch, or a new reason, needs no credentials.
    if (total === 0) {
      return batchStateOf(inputs, plan.keep);
    }
    const { recorded, failures } = await carryOut(plan, inputs, this.tools(inputs.site));
    const state = batchStateOf(inputs, recorded);
    if (failures.length === 0) {
      return state;
    }
    const message = batchFailureMessage(failures, { total, site: inputs.site, next: "up" });
    throw new BatchError(id, message, state, inputs[providerKey]);
  }

  /** Says how many tokens a run is about, which the engine's own display of a changed list does not. */
  private async announce(
    recorded: readonly RecordedRevocation[],
    inputs: BatchInputs,
    formerRevokeOn?: RevokeOn,
  ): Promise<void> {
    if (!Array.isArray(inputs.tokenIds) || inputs.tokenIds.some(isUnknown)) {
      return this.credentialNotice.giveIfNeeded();
    }
    const plan = planBatch(recorded, inputs, formerRevokeOn);
    const revoke = plan.revoke.length + plan.goOn.length;
    const parts = [
      ...(revoke > 0 ? [`${counted(revoke)} to be revoked`] : []),
      ...(plan.arm.length > 0 ? [`${counted(plan.arm.length)} to be revoked when the batch is deleted`] : []),
      ...(plan.remove.length > 0
        ? [`${counted(plan.remove.length)} to be taken out with one more DELETE`]
        : []),
      ...(plan.forget.length > 0 ? [`${counted(plan.forget.length)} to be taken out`] : []),
      ...(plan.keep.length > 0 ? [`${counted(plan.keep.length)} done already`] : []),
    ];
    if (parts.length > 0) {
      await this.session.log.info(`Personal access tokens on ${inputs.site}: ${parts.join(", ")}.`);
    }
    if (revoke > 0 || plan.remove.length > 0) {
      await this.credentialNotice.giveIfNeeded();
    }
  }

  private tools(site: OptionInputs["site"]): BatchTools {
    const { settings, log, clock } = this.session;
    return {
      client: this.session.client(site),
      log,
      clock,
      concurrency: settings.concurrency(),
      retryDeadlineSeconds: settings.retryDeadlineSeconds(),
      progress: { waitingFor: () => this.session.waitingFor(site) },
    };
  }
}
