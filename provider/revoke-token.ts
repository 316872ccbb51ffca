import type { Clock, DatadogClient, PersonalAccessToken } from "./datadog";
import type { WarningLog } from "./engine-log";
import type { RevocationInputs } from "./inputs";
import { isUnknownToken, statusAfter, type ObservedDelete, type SeenBefore } from "./revocation-status";
import type { RevocationEvidence, RevocationOutcome } from "./state";
import { RevocationRefusedError } from "./revocation-refused-error";
import { waitUntilGone } from "./verification";
import { warnings } from "./warnings";

/** What revoking a token needs from outside. */
export interface RevocationTools {
  client: DatadogClient;
  log: WarningLog;
  clock: Clock;
}

/** What the one GET before anything else said. */
export interface Observation {
  seen: SeenBefore;
  evidence?: RevocationEvidence;
}

/** How long the GET before the DELETE may take: it must never delay a revocation. */
const observationSeconds = 3;

/**
 * Asks once what the token is, for the record. Whatever goes wrong with that is `notKnown`, never a reason to fail
 * what follows.
 */
export async function observe(client: DatadogClient, tokenId: string): Promise<Observation> {
  try {
    const token = await client.find(tokenId, { deadlineSeconds: observationSeconds, retry: false });
    return token === undefined ? { seen: "absent" } : { seen: "alive", evidence: evidenceOf(token) };
  } catch {
    return { seen: "notKnown" };
  }
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
  const { client, log, clock } = tools;
  const { seen, evidence } = await observe(client, inputs.tokenId);
  const { answer, lostAttempts } = await client.revoke(inputs.tokenId);
  const answeredAt = new Date(clock.now());
  const observed: ObservedDelete = { seenBefore: seen, answer, lostAttempt: lostAttempts > 0 };
  if (inputs.onNotFound === "fail" && isUnknownToken(observed))
    throw RevocationRefusedError.unknownToken(inputs);
  const status = statusAfter(observed);
  const outcome: RevocationOutcome = {
    status,
    ...(status === "revoked" && { revokedAt: answeredAt.toISOString() }),
    ...(evidence && { evidence }),
  };
  const proven = inputs.verify ? await verified(inputs, outcome, tools) : outcome;
  if (proven.unfinished && answer === "notFound" && !observed.lostAttempt)
    throw RevocationRefusedError.aliveButNotFound(inputs);
  if (status === "alreadyRevoked") await log.warn(warnings.alreadyRevoked(inputs, observed));
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
