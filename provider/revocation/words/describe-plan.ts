import { accountSiteName } from "../../datadog";
import { capitalized, formatCount, tokenNoun } from "../../messages/wording";
import type { RevocationRecord } from "../../schema/revocation-record";
import type { PlannedAction, PlannedToken, RevocationPlan } from "../plan";

/** The fate of a token, as a preview tells it. */
export interface PlannedChange {
  /** `new`, `changed` or `taken out`. */
  kind: "new" | "changed" | "taken out";
  token: RevocationRecord;
  consequence: keyof typeof consequences;
}

/** The words for what becomes of one token, and for many of them. */
const consequences = {
  revoke: ["to be revoked", "to be revoked"],
  resume: [
    "not told to be gone after its DELETE, or alive again: to be gone on with",
    "not told to be gone after their DELETE, or alive again: to be gone on with",
  ],
  arm: [
    "stays alive, and is to be revoked when it is taken out or destroyed",
    "to be revoked when they are taken out or destroyed",
  ],
  removeArmed: [
    "it had been left alive until now, and this revokes it for good unless it is still declared elsewhere",
    "left alive until now, and to be revoked for good by being taken out",
  ],
  removeUnfinished: [
    "its revocation was not finished: it is gone on with, and then the record leaves the state",
    "to be taken out when their revocation is finished",
  ],
  removeUnproven: [
    "recorded as revoked and not proven; one more DELETE makes sure, then the record leaves the state",
    "to be taken out with one more DELETE",
  ],
  removeRevoked: [
    "stays revoked, since Datadog has no way back; one more DELETE makes sure, then the record leaves the state",
    "to be taken out with one more DELETE",
  ],
  forgetRevoked: [
    "stays revoked, since Datadog has no way back; no request is sent, and the record leaves the state",
    "to be taken out without a request",
  ],
  forgetUnproven: [
    "recorded as revoked and not proven; no request is sent, and the record leaves the state",
    "to be taken out without a request",
  ],
  forgetArmed: ["it was not revoked, and nothing asks for it any more", "to be taken out, not revoked"],
  update: ["no request is sent", "changed without a request"],
} as const satisfies Record<string, readonly [one: string, many: string]>;

/** The state of things before the plan. */
export interface PlanHistory {
  /** Tells whether a token was declared before. */
  isKnown: (record: RevocationRecord) => boolean;
  /** Tells whether the words about a token have changed, though nothing has to be done. */
  isReworded: (record: RevocationRecord) => boolean;
}

/** The details that a preview tells of tokens. */
export interface PlanDetails {
  /** The words about one token, as Datadog and the reports tell of it. */
  detailsOf: (record: RevocationRecord) => readonly string[];
  lastUsedAt: (record: RevocationRecord) => string | undefined;
  /** The new tokens of which Datadog did not say what they are: `all` if nobody could be asked. */
  unseen: number | "all";
}

const noDetails: PlanDetails = { detailsOf: () => [], lastUsedAt: () => undefined, unseen: 0 };

/** The most tokens that are named of more than 50: those whose end will be noticed first. */
const mostOfMany = 10;

/** The most tokens that a preview names one by one. */
export const mostNamedTokens = 50;

/**
 * Tells what a plan does: up to 50 tokens that are new, changed or taken out by name, more by kind.
 *
 * @param subject - `Personal access tokens`, or `Tokens of revocations.yaml`.
 * @returns undefined if nothing is new, changed or taken out.
 */
export function describePlan(
  subject: string,
  plan: RevocationPlan,
  { isKnown, isReworded }: PlanHistory,
  details: PlanDetails = noDetails,
): string | undefined {
  const changes = plan.flatMap((planned): PlannedChange[] => {
    const consequence = consequenceOf(planned, isReworded);
    return consequence === undefined
      ? []
      : [{ kind: kindOf(planned, isKnown), token: planned.record, consequence }];
  });
  if (changes.length === 0) {
    return undefined;
  }
  const rest = plan.length - changes.length;
  const counts = [...Map.groupBy(changes, ({ consequence }) => consequence)].map(
    ([consequence, of]) => `${formatCount(of.length)} ${consequences[consequence][1]}`,
  );
  if (changes.length > mostNamedTokens) {
    const unchanged = rest > 0 ? [`${formatCount(rest)} unchanged`] : [];
    const where = [...new Set(changes.map(({ token }) => accountSiteName(token)))].sort().join(" and ");
    const summary = `${subject} on ${where}: ${[...counts, ...unchanged].join(", ")}.`;
    return [summary, ...untold(details), ...someOfMany(changes, details)].join("\n");
  }
  const lines = changes.map((change) => lineOf(change, details));
  const heading = rest > 0 ? `${subject} (${formatCount(rest)} unchanged):` : `${subject}:`;
  return [heading, ...(details.unseen === "all" ? untold(details) : []), ...lines].join("\n");
}

function lineOf({ kind, token, consequence }: PlannedChange, { detailsOf }: PlanDetails): string {
  const which = `${token.tokenId}${token.kind === undefined ? "" : " (service access token)"}`;
  const fate = `${kind}, ${consequences[consequence][0]}`;
  return `  ${which} on ${accountSiteName(token)}: ${[fate, ...detailsOf(token)].join("; ")}`;
}

function untold({ unseen }: PlanDetails): string[] {
  if (unseen === 0) {
    return [];
  }
  const [of, why] =
    unseen === "all"
      ? ["the new ones", "there are no credentials here, or no answer in time"]
      : [`${formatCount(unseen)} of the new ones`, "there was no answer in time, or none that tells"];
  return [`  What Datadog says of ${of} could not be looked up: ${why}.`];
}

/** The tokens of very many that were used last; if no use is known, those of the first 500 of which anything is. */
function someOfMany(changes: readonly PlannedChange[], details: PlanDetails): string[] {
  const used = changes
    .flatMap((change) => {
      const at = details.lastUsedAt(change.token);
      return at === undefined ? [] : [{ at, change }];
    })
    .sort((one, other) => (one.at > other.at ? -1 : 1))
    .map(({ change }) => change);
  if (used.length > 0) {
    return ["The ones that were used last:", ...linesOf(used, details)];
  }
  const known = changes.slice(0, 500).filter(({ token }) => details.detailsOf(token).length > 0);
  return known.length === 0
    ? []
    : ["When they were used is not known. The first of them:", ...linesOf(known, details)];
}

function linesOf(changes: readonly PlannedChange[], details: PlanDetails): string[] {
  return changes.slice(0, mostOfMany).map((change) => lineOf(change, details));
}

/** The subject of a plan's description: its tokens' kinds, or the list that they are of. */
export function subjectOfPlan(plan: RevocationPlan, file: string | undefined): string {
  const records = plan.map(({ record }) => record);
  return file === undefined ? capitalized(tokenNoun(records, mostNamedTokens)) : `Tokens of ${file}`;
}

function consequenceOf(
  { action, record }: PlannedToken,
  isReworded: PlanHistory["isReworded"],
): keyof typeof consequences | undefined {
  switch (action) {
    case "revoke":
    case "resume":
    case "arm":
      return action;
    case "remove":
      return `remove${endOf(record)}`;
    case "forget": {
      const end = endOf(record);
      return end === "Unfinished" ? "forgetUnproven" : `forget${end}`;
    }
    case "keep":
      return isReworded(record) ? "update" : undefined;
  }
}

/** The kind of end that a token comes to, by what its record claims. */
function endOf({
  status,
  unfinished,
  verifiedAt,
}: RevocationRecord): "Armed" | "Unfinished" | "Unproven" | "Revoked" {
  if (status === "armed") {
    return "Armed";
  }
  if (unfinished !== undefined) {
    return "Unfinished";
  }
  return verifiedAt === undefined ? "Unproven" : "Revoked";
}

function kindOf({ action, record }: PlannedToken, isKnown: PlanHistory["isKnown"]): PlannedChange["kind"] {
  const isRemoval: Partial<Record<PlannedAction, true>> = { remove: true, forget: true };
  if (isRemoval[action]) {
    return "taken out";
  }
  return isKnown(record) ? "changed" : "new";
}
