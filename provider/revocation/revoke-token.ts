import type { Clock, DatadogClient, PersonalAccessToken, RevokeOptions } from "../datadog";
import type { MessageLog } from "../session/engine-log";
import type { RevocationInputs } from "../schema/inputs";
import {
  isUnknownToken,
  statusAfter,
  type ObservedDelete,
  type SeenBefore,
} from "../schema/revocation-status";
import type { RevocationEvidence, RevocationOutcome } from "../schema/revocation-state";
import { RevocationRefusedError } from "./revocation-refused-error";
import { waitUntilGone } from "./verification";
import { warnings } from "../messages/warnings";

/** What revoking a token needs from outside. */
export interface RevocationTools {
  client: DatadogClient;
  log: MessageLog;
  clock: Clock;
}

/** What the one GET before anything else said. */
export interface Observation {
  seen: SeenBefore;
  evidence?: RevocationEvidence;
}

/** How long asking before the DELETE may take: it must never delay a revocation. */
export const observationSeconds = 3;

/**
 * Asks once what the token is, for the record. Whatever goes wrong with that is `notKnown`, never a reason to fail
 * what follows.
 */
export async function observe(
  client: DatadogClient,
  tokenId: string,
  deadlineSeconds = observationSeconds,
): Promise<Observation> {
  try {
    const token = await client.find(tokenId, { deadlineSeconds, retry: false });
    return token === undefined ? { seen: "absent" } : { seen: "alive", evidence: evidenceOf(token) };
  } catch {
    return { seen: "notKnown" };
  }
}

/** A DELETE that was answered: what it comes to, and what that was read from. */
export interface EnsuredRevocation {
  outcome: RevocationOutcome;
  observed: ObservedDelete;
}

/**
 * Calls the DELETE and reads its answer in the light of what was seen before.
 *
 * @throws DatadogError where the DELETE failed; RevocationRefusedError where nothing says that it hit the token.
 */
export async function ensureRevoked(
  inputs: RevocationInputs,
  { seen, evidence }: Observation,
  { client, clock }: Pick<RevocationTools, "client" | "clock">,
  options?: RevokeOptions,
): Promise<EnsuredRevocation> {
  const { answer, lostAttempts } = await client.revoke(inputs.tokenId, options);
  const answeredAt = new Date(clock.now());
  const observed: ObservedDelete = { seenBefore: seen, answer, lostAttempt: lostAttempts > 0 };
  if (inputs.onNotFound === "fail" && isUnknownToken(observed)) {
    throw RevocationRefusedError.unknownToken(inputs);
  }
  const status = statusAfter(observed);
  const outcome: RevocationOutcome = {
    status,
    ...(status === "revoked" && { revokedAt: answeredAt.toISOString() }),
    ...(evidence && { evidence }),
  };
  return { outcome, observed };
}

/** Whether Datadog calls a token alive whose DELETE it answered 404: then the DELETE never hit it. */
export function isContradicted({ answer, lostAttempt }: ObservedDelete): boolean {
  return answer === "notFound" && !lostAttempt;
}

/**
 * Makes the revocation true: observe, DELETE, verify.
 *
 * @returns what was observed; `unfinished` is set where Datadog still says that the token is alive.
 * @throws DatadogError where the DELETE failed; RevocationRefusedError where nothing says that it hit the token.
 */
export async function revokeToken(
  inputs: RevocationInputs,
  tools: RevocationTools,
): Promise<RevocationOutcome> {
  const observation = await observe(tools.client, inputs.tokenId);
  const { outcome, observed } = await ensureRevoked(inputs, observation, tools);
  const proven = inputs.verify ? await verified(inputs, outcome, tools) : outcome;
  if (proven.unfinished && isContradicted(observed)) {
    throw RevocationRefusedError.aliveButNotFound(inputs);
  }
  if (outcome.status === "alreadyRevoked") {
    await tools.log.warn(warnings.alreadyRevoked(inputs, observed));
  }
  return proven;
}

/** The outcome with what verification adds: `verifiedAt`, a warning, or the mark that it is unfinished. */
export async function verified(
  inputs: RevocationInputs,
  outcome: RevocationOutcome,
  { client, log, clock }: RevocationTools,
): Promise<RevocationOutcome> {
  const verification = await waitUntilGone(client, inputs.tokenId, { clock });
  switch (verification.result) {
    case "gone":
      return { ...outcome, verifiedAt: verification.at.toISOString() };
    case "alive":
      return { ...outcome, unfinished: "verification" };
    case "unavailable":
      await log.warn(warnings.verificationUnavailable(inputs, verification.error.message));
      return outcome;
  }
}

function evidenceOf({ tokenId: _, ...evidence }: PersonalAccessToken): RevocationEvidence {
  return evidence;
}
