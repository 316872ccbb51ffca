import type { Site } from "../datadog/token/sites";
import { omitUndefined } from "../datadog/token/omit-undefined";
import type { TokenOwner } from "../datadog/token/token-owner";
import { normalizeOption, type InputFailure } from "./option-inputs";
import type { OnNotFound, RevokeOn } from "./options";
import { normalizeOwner } from "./revocation-inputs";
import { isUnknown } from "./unknown";

/** The words of one token's entry, if they differ from the batch's defaults or stand for this token alone. */
export interface RevocationEntry extends TokenOwner {
  site?: Site;
  /** `default` in a list whose own account is another one. */
  account?: string;
  revokeOn?: RevokeOn;
  onNotFound?: OnNotFound;
  reason?: string;
  ticket?: string;
  /** The places where a scanner's reports found the token: `scan.json: src/app.ts:12 in commit 1f2e3d4c5b`. */
  foundAt?: readonly string[];
}

const options = ["site", "account", "revokeOn", "onNotFound", "reason", "ticket"] as const;
const known: readonly string[] = ["kind", "serviceAccountId", ...options, "foundAt"];

/** Normalises one entry of a batch and finds everything wrong in it; unknown values pass as they are. */
export function normalizeEntry(given: unknown): { entry: RevocationEntry; failures: InputFailure[] } {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    return { entry: {}, failures: [{ property: "", reason: "expected a map of what the entry says." }] };
  }
  const raw = given as Readonly<Record<string, unknown>>;
  const failures: InputFailure[] = Object.keys(raw)
    .filter((property) => !known.includes(property))
    .map((property) => ({
      property,
      reason: `there is no such property; an entry has ${known.join(", ")}.`,
    }));
  const owner = normalizeOwner(raw);
  failures.push(...owner.failures);
  const entry: Record<string, unknown> = { ...owner.inputs };
  for (const property of options) {
    const normalized = normalizeOption(property, raw[property]);
    if ("failure" in normalized) {
      failures.push({ property, reason: normalized.failure });
    } else {
      entry[property] = normalized.value;
    }
  }
  const places = normalizePlaces(raw["foundAt"]);
  if ("failure" in places) {
    failures.push({ property: "foundAt", reason: places.failure });
  } else {
    entry["foundAt"] = places.value;
  }
  return { entry: omitUndefined(entry), failures };
}

function normalizePlaces(given: unknown): { value: unknown } | { failure: string } {
  if (given === undefined || given === null || isUnknown(given)) {
    return { value: given ?? undefined };
  }
  if (!Array.isArray(given)) {
    return { failure: "expected a list of places." };
  }
  const places = given.map((place) => normalizeOption("reason", place));
  const failed = places.find((place) => "failure" in place);
  return failed ?? { value: places.map((place) => ("value" in place ? place.value : undefined)) };
}

/** The entries that hold something, sorted by token id, as the state keeps them. */
export function nonEmptyEntries(
  entries: Readonly<Record<string, RevocationEntry>>,
): Record<string, RevocationEntry> {
  return Object.fromEntries(
    Object.entries(entries)
      .filter(([, entry]) => Object.keys(entry).length > 0)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}
