import { warnings } from "../messages/warnings";
import { declaredIn, type BatchInputs } from "../schema/batch-inputs";
import { isUndone, type RevocationPlan } from "../revocation/plan";
import type { InputFailure, RawInputs } from "../schema/option-inputs";
import { revokesOnCreate } from "../schema/options";
import { recordKey, type DeclaredRevocation } from "../schema/revocation-record";
import { isUnknown } from "../schema/unknown";
import type { Session } from "../session/session";
import { tellByFile } from "../session/tell-by-file";
import type { OwnTokenOrder } from "./own-token-order";

/** The tokens of a resource that may not be revoked, or not in this order, and what a person should know of those that may. */
export interface WithheldTokens {
  failures: InputFailure[];
  warnings: string[];
}

const mostFailures = 10;

/** Refuses new tokens that are protected, and the run's own credential where nothing holds an order. */
export function withheldTokens(
  olds: RawInputs,
  inputs: RawInputs,
  session: Session,
  order: OwnTokenOrder,
): WithheldTokens {
  const own = session.ownTokens();
  const armed = own.size === 0 ? [] : declared(inputs).filter(({ revokeOn }) => revokeOn === "delete");
  const armedWarnings = armed.flatMap(({ tokenId }) => own.get(tokenId) ?? []).map(warnings.ownTokenArmed);
  const anew = declaredAnew(olds, inputs);
  if (anew.length === 0) {
    return { failures: [], warnings: armedWarnings };
  }
  const isSingle = inputs["revocations"] === undefined;
  const tokenIds = anew.map(({ tokenId }) => tokenId);
  const problem = order.problemWith({ tokenIds, isSingle }, own, session.settings.selfRevocation());
  const failures = protectedFailures(anew, isSingle, session);
  tellWithheld(problem === undefined ? [] : [...own.keys()], session);
  const revoked = anew.filter(({ revokeOn }) => revokesOnCreate(revokeOn));
  const ownTokens = revoked.flatMap(({ tokenId }) => own.get(tokenId) ?? []);
  return {
    failures: problem === undefined ? failures : [...failures, { property: "", reason: problem }],
    warnings: problem === undefined ? [...ownTokens.map(warnings.ownTokenLast), ...armedWarnings] : [],
  };
}

/** Finds what is wrong with the order in which an update would revoke what is not done yet. */
export function orderProblem(
  plan: RevocationPlan,
  isSingle: boolean,
  session: Session,
  order: OwnTokenOrder,
): string | undefined {
  const tokenIds = plan.filter(isUndone).map(({ record }) => record.tokenId);
  return order.problemWith({ tokenIds, isSingle }, session.ownTokens(), session.settings.selfRevocation());
}

/** Tells the command that runs Pulumi which tokens it may have to take out of a list, so that the others are revoked. */
export function tellWithheld(tokenIds: readonly string[], { settings }: Pick<Session, "settings">): void {
  if (tokenIds.length > 0) {
    tellByFile(settings.withheldFile(), tokenIds.map((tokenId) => `${tokenId}\n`).join(""));
  }
}

function protectedFailures(
  anew: readonly DeclaredRevocation[],
  isSingle: boolean,
  session: Session,
): InputFailure[] {
  const isProtected = session.settings.protectedTokens();
  const withheld: string[] = [];
  const failures = anew.flatMap(({ tokenId }) => {
    const problem = isProtected.problemWith({ tokenId });
    if (problem === undefined) {
      return [];
    }
    withheld.push(tokenId);
    const property = isSingle ? "tokenId" : `revocations.${tokenId}`;
    return [{ property, reason: `the token "${tokenId}" ${problem}` }];
  });
  tellWithheld(withheld, session);
  const more = failures.length - mostFailures;
  return more > 0
    ? [
        ...failures.slice(0, mostFailures),
        { property: "revocations", reason: `${more} more tokens of it are protected.` },
      ]
    : failures;
}

/** The tokens that a resource declares now and did not declare before, and those that were armed until now. */
function declaredAnew(olds: RawInputs, news: RawInputs): DeclaredRevocation[] {
  const former = new Map(declared(olds).map((each) => [recordKey(each), each]));
  return declared(news).filter((each) => {
    const before = former.get(recordKey(each));
    return before === undefined || (before.revokeOn === "delete" && each.revokeOn !== "delete");
  });
}

function declared(inputs: RawInputs): DeclaredRevocation[] {
  const { tokenId, revocations } = inputs;
  if (revocations !== undefined) {
    return declaredIn(inputs as unknown as BatchInputs);
  }
  return typeof tokenId === "string" && !isUnknown(tokenId) ? [inputs as unknown as DeclaredRevocation] : [];
}
