import { defaultAccount } from "../datadog";
import { warnings } from "../messages/warnings";
import { nameOf } from "../messages/wording";
import { isUnlocated } from "../schema/revocation-record";
import { applyPart, isWork, type AppliedPlan, type ApplyOptions } from "./apply-part";
import type { RevocationContext } from "./context";
import type { PlannedToken, RevocationPlan } from "./plan";
import { RevocationRefusedError } from "./revocation-refused-error";

/**
 * Applies a plan, and the part of it last that ends the credentials which do the work:
 *
 * | the run's own token | comes to |
 * |---|---|
 * | and all others are done, those too that are removed beside it | revoked, when they are verified |
 * | and another one is not done | left alive, and an error: the next run needs it |
 * | in a resource that holds no order | refused |
 */
export async function applyPlan(
  plan: RevocationPlan,
  options: ApplyOptions,
  context: RevocationContext,
): Promise<AppliedPlan> {
  const own = plan.filter((planned) => isOwn(planned, context));
  if (own.length === 0) {
    return applyPart(plan, options, context);
  }
  const others = await applyPart(
    plan.filter((planned) => !own.includes(planned)),
    options,
    context,
  );
  const openHere = others.failures.length + others.untold.length;
  const open = openHere > 0 || !context.holdsOrder ? openHere : await context.othersOpen();
  if (open > 0 || !context.holdsOrder) {
    return joined([others, leftAlone(own, open, context)]);
  }
  // Once the token is dead, nobody can ask any more whose it was.
  const asked = own.flatMap(({ record }) => (isUnlocated(record) ? context.accounts() : [record]));
  await Promise.all(asked.map((whom) => context.organizationSoFar(whom).catch(() => undefined)));
  const done: AppliedPlan[] = [others];
  for (const planned of inOrder(own, context)) {
    const applied = await applyPart([planned], options, context);
    await tellRevoked(planned, applied, context);
    done.push(applied);
  }
  return joined(done);
}

function isOwn(planned: PlannedToken, { ownToken }: RevocationContext): boolean {
  return isWork(planned) && ownToken(planned.record.tokenId) !== undefined;
}

/** The tokens that other accounts revoke first: what revokes itself can revoke nothing after it. */
function inOrder(own: readonly PlannedToken[], { ownToken }: RevocationContext): PlannedToken[] {
  const revokesItself = ({ record }: PlannedToken) =>
    ownToken(record.tokenId)?.account === (record.account ?? defaultAccount);
  return own.toSorted((one, other) => Number(revokesItself(one)) - Number(revokesItself(other)));
}

function leftAlone(own: readonly PlannedToken[], open: number, { ownToken }: RevocationContext): AppliedPlan {
  const failures = own.flatMap(({ record }) => {
    const token = ownToken(record.tokenId);
    if (token === undefined) {
      return [];
    }
    const reason =
      open > 0
        ? RevocationRefusedError.ownTokenNeeded(record, token, open)
        : RevocationRefusedError.ownToken(record, token);
    return [{ ...nameOf(record), reason }];
  });
  return { records: own.map(({ record }) => record), failures, untold: [] };
}

async function tellRevoked(
  { record }: PlannedToken,
  { failures }: AppliedPlan,
  { ownToken, log }: RevocationContext,
): Promise<void> {
  const token = ownToken(record.tokenId);
  if (token !== undefined && failures.length === 0) {
    await log.warn(warnings.ownTokenRevoked(token));
  }
}

function joined(parts: readonly AppliedPlan[]): AppliedPlan {
  return {
    records: parts.flatMap(({ records }) => records),
    failures: parts.flatMap(({ failures }) => failures),
    untold: parts.flatMap(({ untold }) => untold),
  };
}
