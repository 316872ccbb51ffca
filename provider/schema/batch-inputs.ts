import type { Site } from "../datadog";
import { tokenMarkers, type TokenMarker } from "./inputs";
import {
  normalizeOptions,
  tokenIdExpected,
  tokenIdNormalizer,
  type InputFailure,
  type NormalizedInputs,
  type OptionInputs,
  type RawInputs,
} from "./option-inputs";
import { isUnknown } from "./unknown";

/** The resolved inputs of a batch, as `check` leaves them. */
export interface BatchInputs extends OptionInputs {
  /** UUIDs, lower case, sorted, each once: order and repetition make no diff. */
  tokenIds: string[];
}

/** A wrong argument of a batch, told without its text: where it stands, and what is wrong. */
export interface BatchTokenMarker {
  property: "tokenIds" | "tokens";
  /** Absent where the whole list is wrong. */
  index?: number;
  problem: TokenMarker | "notAnId" | "notAList";
}

/** The name of the input that carries the markers; `check` reports them and keeps them out of the state. */
export const batchMarkersKey = "tokenProblems";

const mostFailures = 10;

/** Reads a batch's inputs; every wrong one is reported at its own place, the first ten of the tokens one by one. */
export function normalizeBatchInputs(raw: RawInputs, site: Site): NormalizedInputs {
  const options = normalizeOptions(raw, site);
  const tokens = normalizeTokens(raw["tokenIds"]);
  const marked = markersIn(raw[batchMarkersKey]).map(({ property, index, problem }) => ({
    property: index === undefined ? property : `${property}[${index}]`,
    reason: reasonOf(problem),
  }));
  const failures = [...marked, ...tokens.failures];
  return {
    inputs: { ...options.inputs, tokenIds: tokens.tokenIds },
    failures: [...shortened(failures), ...options.failures],
  };
}

function normalizeTokens(given: unknown): { tokenIds: unknown; failures: InputFailure[] } {
  if (isUnknown(given)) {
    return { tokenIds: given, failures: [] };
  }
  if (given === undefined || given === null) {
    return { tokenIds: [], failures: [] };
  }
  if (!Array.isArray(given)) {
    return { tokenIds: [], failures: [{ property: "tokenIds", reason: reasonOf("notAList") }] };
  }
  const tokenIds = new Set<unknown>();
  const failures: InputFailure[] = [];
  for (const [index, each] of (given as unknown[]).entries()) {
    const normalized = isUnknown(each) ? { value: each } : tokenIdNormalizer(each);
    if ("failure" in normalized) {
      failures.push({ property: `tokenIds[${index}]`, reason: normalized.failure });
    } else {
      tokenIds.add(normalized.value);
    }
  }
  return { tokenIds: [...tokenIds].sort(), failures };
}

function markersIn(given: unknown): BatchTokenMarker[] {
  return Array.isArray(given) ? (given as BatchTokenMarker[]) : [];
}

function shortened(failures: InputFailure[]): InputFailure[] {
  const more = failures.length - mostFailures;
  if (more <= 0) {
    return failures;
  }
  return [
    ...failures.slice(0, mostFailures),
    { property: "tokenIds", reason: `${more} more are wrong in the same list.` },
  ];
}

function reasonOf(problem: BatchTokenMarker["problem"]): string {
  if (problem === "notAnId") {
    return tokenIdExpected;
  }
  return problem === "notAList" ? "expected a list." : tokenMarkers[problem].reason;
}
