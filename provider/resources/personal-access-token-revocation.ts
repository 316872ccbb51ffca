import type { dynamic } from "@pulumi/pulumi";
import { checkInputs } from "../check/check";
import { ConfigurationError } from "../session/configuration-error";
import { closingDeleteSeconds } from "../revocation/closing-delete";
import { confirmedGone } from "../revocation/confirmed-gone";
import type { CredentialNotice } from "../session/missing-credentials-warning";
import { diffRevocation } from "../check/diff";
import { importAdvice } from "./import-advice";
import { normalizeInputs, type RevocationInputs } from "../schema/inputs";
import type { RawInputs } from "../schema/option-inputs";
import { revokesOnCreate, revokesOnDelete } from "../schema/options";
import { observe, revokeToken, verified, type RevocationTools } from "../revocation/revoke-token";
import { RevocationRefusedError, stillAliveMessage } from "../revocation/revocation-refused-error";
import type { Session } from "../session/session";
import { settlingSeconds } from "../revocation/settling";
import {
  providerKey,
  stateOf,
  type RevocationOutcome,
  type RevocationState,
} from "../schema/revocation-state";
import { withStoredConfigurationHint } from "./stored-configuration-hint";
import { UnfinishedError } from "./unfinished-error";
import { waitUntilGone } from "../revocation/verification";
import { warnings } from "../messages/warnings";

type Inputs = Pick<RevocationInputs, keyof RevocationInputs> & { [providerKey]?: unknown };

/**
 * The life of a revocation. It exists while its token does not:
 *
 * | | request | |
 * |---|---|---|
 * | check, diff | none | |
 * | create | GET, DELETE, GET until 404 | makes it true |
 * | read | GET | asks whether it is still true |
 * | update | none, or as create | where an earlier run or an armed resource left it to be done |
 * | delete | DELETE | makes sure once more |
 */
export class PersonalAccessTokenRevocationProvider implements dynamic.ResourceProvider<
  Inputs,
  RevocationState
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
    const checked = checkInputs(olds, news, this.session, normalizeInputs);
    for (const warning of checked.warnings) {
      await this.session.log.warn(warning);
    }
    const isNewRevocation =
      diffRevocation({ ...olds, status: "revoked" }, checked.inputs).replaces.length > 0;
    if (checked.failures.length === 0 && isNewRevocation) {
      await this.credentialNotice.giveIfNeeded();
    }
    return { inputs: checked.inputs as unknown as Inputs, failures: checked.failures };
  }

  async diff(_id: string, olds: RevocationState, news: Inputs): Promise<dynamic.DiffResult> {
    if (isToBeRevoked(olds, news) || olds.unfinished) {
      await this.credentialNotice.giveIfNeeded();
    }
    return diffRevocation({ ...olds }, { ...news });
  }

  async create(inputs: Inputs): Promise<dynamic.CreateResult<RevocationState>> {
    const outcome = revokesOnCreate(inputs.revokeOn)
      ? await revokeToken(inputs, this.tools(inputs))
      : await this.arm(inputs);
    return { id: inputs.tokenId, outs: finished(inputs, outcome) };
  }

  async read(id: string, state?: RevocationState): Promise<dynamic.ReadResult<RevocationState>> {
    if (state === undefined) {
      throw new ConfigurationError(importAdvice);
    }
    return withStoredConfigurationHint(async () => {
      const { client, clock, log } = this.tools(state);
      const token = await client.find(id);
      if (token === undefined) {
        return { id, props: gone(state, new Date(clock.now())) };
      }
      if (state.status === "armed") {
        return { id, props: stateOf(state, state) };
      }
      const goneAt = await this.settled(id, state);
      if (goneAt) {
        return { id, props: gone(state, goneAt) };
      }
      if (state.unfinished) {
        await log.warn(warnings.stillAliveAtRefresh(state));
        return { id, props: stateOf(state, state) };
      }
      await log.warn(warnings.aliveAgain(state));
      // An empty id takes the revocation out of the state.
      return { id: "", props: stateOf(state, state) };
    });
  }

  async update(
    _id: string,
    olds: RevocationState,
    news: Inputs,
  ): Promise<dynamic.UpdateResult<RevocationState>> {
    const { unfinished, ...kept } = olds;
    let outcome: RevocationOutcome = kept;
    if (isToBeRevoked(olds, news)) {
      const revoked = await revokeToken(news, this.tools(news));
      outcome = { ...(kept.evidence && { evidence: kept.evidence }), ...revoked };
    } else if (unfinished && news.verify) {
      outcome = await this.goOn(news, kept);
    }
    return { outs: finished(news, outcome) };
  }

  async delete(id: string, state: RevocationState): Promise<void> {
    if (!revokesOnDelete(state.revokeOn)) {
      return;
    }
    await withStoredConfigurationHint(async () => {
      if (state.verifiedAt !== undefined) {
        await this.closingDelete(id, state);
      } else if (state.status === "armed" || state.unfinished) {
        await this.lastDelete(state);
      } else {
        await this.session.client(state.site).revoke(id);
      }
    });
  }

  /** Within a minute of its DELETE a living token may only be slow to die: asks again, and says when it was gone. */
  private async settled(id: string, { site, revokedAt }: RevocationState): Promise<Date | undefined> {
    const { client, clock } = this.tools({ site });
    const secondsLeft = (Date.parse(revokedAt ?? "") - clock.now()) / 1000 + settlingSeconds;
    // Another machine's clock may be ahead of this one's.
    const deadlineSeconds = Math.min(secondsLeft, settlingSeconds);
    if (!(deadlineSeconds > 0)) {
      return undefined;
    }
    const verification = await waitUntilGone(client, id, { clock, deadlineSeconds });
    if (verification.result === "gone") {
      return verification.at;
    }
    const problem = verification.result === "unavailable" ? verification.error : verification.problem;
    if (problem) {
      throw problem;
    }
    return undefined;
  }

  /** Nothing is revoked yet: only what the token is now is recorded. */
  private async arm(inputs: RevocationInputs): Promise<RevocationOutcome> {
    const { client, log } = this.tools(inputs);
    const { seen, evidence } = await observe(client, inputs.tokenId);
    if (seen === "absent") {
      await log.warn(warnings.armedButAbsent(inputs));
    }
    return { status: "armed", ...(evidence && { evidence }) };
  }

  /** Goes on where verification ended: a token that is still alive is asked to go once more. */
  private async goOn(inputs: RevocationInputs, kept: RevocationOutcome): Promise<RevocationOutcome> {
    const tools = this.tools(inputs);
    const { seen } = await observe(tools.client, inputs.tokenId);
    if (seen === "absent") {
      return { ...kept, verifiedAt: new Date(tools.clock.now()).toISOString() };
    }
    await tools.client.revoke(inputs.tokenId);
    return verified(inputs, kept, tools);
  }

  /** The token is not known to be gone: its record must not go before it. */
  private async lastDelete(state: RevocationState): Promise<void> {
    const tools = this.tools(state);
    const outcome =
      state.status === "armed"
        ? await revokeToken(state, tools)
        : await this.goOn(state, { status: state.status });
    if (outcome.unfinished) {
      throw RevocationRefusedError.stillAlive(state);
    }
  }

  /** The token is known to be gone: a DELETE that fails now must not hold up a destroy. */
  private async closingDelete(id: string, state: RevocationState): Promise<void> {
    try {
      const deadlineSeconds = Math.min(closingDeleteSeconds, this.session.settings.retryDeadlineSeconds());
      await this.session.client(state.site).revoke(id, { deadlineSeconds });
    } catch (error) {
      if (!(error instanceof Error)) {
        throw error;
      }
      await this.session.log.warn(warnings.destroyedAnyway(state, error.message));
    }
  }

  private tools({ site }: Pick<RevocationInputs, "site">): RevocationTools {
    return { client: this.session.client(site), log: this.session.log, clock: this.session.clock };
  }
}

/** Whether an update has to revoke: an armed resource that no longer waits for its end, or one with no status yet. */
function isToBeRevoked(olds: Partial<RevocationState>, news: RevocationInputs): boolean {
  return (olds.status === undefined || olds.status === "armed") && revokesOnCreate(news.revokeOn);
}

/** @throws UnfinishedError where the outcome leaves something to the next run: the engine then keeps both. */
function finished(inputs: Inputs, outcome: RevocationOutcome): RevocationState {
  const state = stateOf(inputs, outcome);
  if (state.unfinished) {
    throw new UnfinishedError(stillAliveMessage(state), state, inputs[providerKey]);
  }
  return state;
}

function gone({ unfinished, ...state }: RevocationState, at: Date): RevocationState {
  return stateOf(state, {
    ...state,
    ...confirmedGone({ ...state, ...(unfinished && { unfinished }) }, at, state.verify),
  });
}
