import { defaultAccount } from "../datadog/token/account-site";
import { redactTokenText } from "../datadog/token/redact";
import { normalizeTokenId } from "../datadog/token/token-id";
import { tokenOwnerOf } from "../datadog/token/token-owner";
import type { Site } from "../datadog/token/sites";
import {
  normalizeOptions,
  tokenIdExpected,
  type InputFailure,
  type NormalizedInputs,
  type OptionInputs,
  type RawInputs,
} from "./option-inputs";
import { normalizeEntry, type RevocationEntry } from "./revocation-entry";
import { inputProblems, type InputProblem } from "./revocation-inputs";
import type { DeclaredRevocation } from "./revocation-record";
import { isUnknown, unknownIsNoToken } from "./unknown";

/** The resolved inputs of a batch, as `check` leaves them: defaults for all tokens, and what each entry says. */
export interface BatchInputs extends OptionInputs {
  /** An entry for each token, by its id (UUID, lower case): the engine shows a change entry by entry. */
  revocations: Record<string, RevocationEntry>;
  /** Records what Datadog said of each token before its DELETE. */
  evidence: boolean;
  /** The list's file, as messages name it; absent for a batch that the program itself lists. */
  file?: string;
}

/** A wrong argument of a batch, told without its text: where it stands, and what is wrong. */
export interface BatchTokenProblem {
  property: "tokenIds" | "tokens";
  /** Absent if the whole list is wrong. */
  index?: number;
  problem: InputProblem | "notAnId" | "notAList";
}

/** The name of the input that carries the problems; `check` reports them and keeps them out of the state. */
const batchProblemsKey = "tokenProblems";

const mostFailures = 10;

/** Reads a batch's inputs; every wrong one is reported at its own place, the first ten of the tokens one by one. */
export function normalizeBatchInputs(raw: RawInputs, site: Site): NormalizedInputs {
  const options = normalizeOptions(raw, site);
  const entries = normalizeEntries(raw["revocations"]);
  const evidence = normalizeEvidence(raw["evidence"]);
  const marked = problemsIn(raw[batchProblemsKey]).map(({ property, index, problem }) => ({
    property: index === undefined ? property : `${property}[${index}]`,
    reason: reasonOf(problem),
  }));
  return {
    inputs: {
      ...options.inputs,
      revocations: entries.revocations,
      evidence: evidence.value,
      ...(typeof raw["file"] === "string" && { file: redactTokenText(raw["file"]) }),
    },
    failures: [...shortened([...marked, ...entries.failures]), ...evidence.failures, ...options.failures],
  };
}

type Defaults = Pick<BatchInputs, "site" | "account" | "revokeOn" | "onNotFound">;

/** The tokens that a batch declares, each with the defaults in place; none while a preview does not know them yet. */
export function declaredIn({
  revocations,
  ...defaults
}: Defaults & Pick<BatchInputs, "revocations">): DeclaredRevocation[] {
  return isUnknown(revocations)
    ? []
    : Object.entries(revocations).map(([tokenId, entry]) => declaredAs(tokenId, entry, defaults));
}

/** A token as its entry declares it, with the defaults in place. */
export function declaredAs(
  tokenId: string,
  entry: RevocationEntry,
  { site, account, revokeOn, onNotFound }: Defaults,
): DeclaredRevocation {
  return {
    tokenId,
    site: entry.site ?? site,
    ...namedAccount(entry.account ?? account),
    ...tokenOwnerOf(entry),
    revokeOn: entry.revokeOn ?? revokeOn,
    onNotFound: entry.onNotFound ?? onNotFound,
  };
}

function namedAccount(account: string | undefined): { account?: string } {
  return account === undefined || account === defaultAccount ? {} : { account };
}

function normalizeEntries(given: unknown): { revocations: unknown; failures: InputFailure[] } {
  if (isUnknown(given)) {
    return { revocations: given, failures: [] };
  }
  if (given === undefined || given === null) {
    return { revocations: {}, failures: [] };
  }
  if (typeof given !== "object" || Array.isArray(given)) {
    return {
      revocations: {},
      failures: [{ property: "revocations", reason: "expected a map by token id." }],
    };
  }
  const revocations = new Map<string, RevocationEntry>();
  const failures: InputFailure[] = [];
  for (const [key, entry] of Object.entries(given as Record<string, unknown>)) {
    const tokenId = normalizeTokenId(key);
    if (tokenId === undefined || isUnknown(tokenId)) {
      failures.push({
        property: "revocations",
        reason: `${JSON.stringify(redactTokenText(key))}: ${tokenId === undefined ? tokenIdExpected : unknownIsNoToken}`,
      });
      continue;
    }
    const normalized = normalizeEntry(entry);
    failures.push(
      ...normalized.failures.map(({ property, reason }) => ({
        property: `revocations.${tokenId}${property === "" ? "" : `.${property}`}`,
        reason,
      })),
    );
    revocations.set(tokenId, normalized.entry);
  }
  const sorted = [...revocations].sort(([one], [other]) => (one < other ? -1 : 1));
  return { revocations: Object.fromEntries(sorted), failures };
}

function normalizeEvidence(given: unknown): { value: unknown; failures: InputFailure[] } {
  const value = given ?? true;
  const isFine = typeof value === "boolean" || isUnknown(value);
  return isFine
    ? { value, failures: [] }
    : { value: true, failures: [{ property: "evidence", reason: "expected true or false." }] };
}

function problemsIn(given: unknown): BatchTokenProblem[] {
  return Array.isArray(given) ? (given as BatchTokenProblem[]) : [];
}

function shortened(failures: InputFailure[]): InputFailure[] {
  const more = failures.length - mostFailures;
  if (more <= 0) {
    return failures;
  }
  return [
    ...failures.slice(0, mostFailures),
    { property: "revocations", reason: `${more} more are wrong in the same list.` },
  ];
}

function reasonOf(problem: BatchTokenProblem["problem"]): string {
  if (problem === "notAnId") {
    return tokenIdExpected;
  }
  return problem === "notAList" ? "expected a list." : inputProblems[problem].reason;
}
