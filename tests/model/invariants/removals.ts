import assert from "node:assert/strict";
import { recordKey, type RevocationRecord } from "../../../provider/schema/revocation-record";
import { organizationOf, type WorldCredentials } from "../world/credentials";
import type { WorldToken } from "../world/token";
import type { World } from "../world/world";
import type { RunInContext } from "./deaths";
import { recordsOf } from "./records";

/**
 * Invariant: a token that is alive and whose record leaves the state is revoked by that, or the run says so, by failing or
 * by a warning that names it. But for
 *
 * - a token that the program still declares, and one of which nothing is asked at its end (`revokeOn: "create"`);
 * - a token that these credentials can't be shown: of another organisation, or of another user, or too young to be found.
 */
export function removalRevokesOrSaysSo(
  { run, asked, before, after, startedAt }: RunInContext,
  world: World,
): void {
  if (run.failures.length > 0) {
    return;
  }
  const declared = new Set(run.kind === "up" ? asked.map(recordKey) : []);
  const left = new Set(recordsOf(after).map(({ key }) => key));
  for (const { key, record } of recordsOf(before)) {
    const token = world.token(record.tokenId);
    const isForgotten = !left.has(key) && !declared.has(key) && isAskedForAtItsEnd(record);
    const isOurs = token.home === organizationOf(run.machine.credentials, record.site);
    const isAlive = token.isUnharmed && token.isShownAlive(startedAt);
    if (isForgotten && isOurs && isAlive && isWithinReach(token, run.machine.credentials)) {
      assert.ok(
        run.warnings.some((warning) => names(warning, token)),
        `alive, forgotten and not told: ${JSON.stringify(record)}`,
      );
    }
  }
}

function isAskedForAtItsEnd({ revokeOn, unfinished }: RevocationRecord): boolean {
  return revokeOn !== "create" || unfinished !== undefined;
}

/**
 * Tells whether some answer about a living token differs from that about one which is gone: it is shown, or reading is refused
 * and its DELETE has an effect or is refused, too.
 */
function isWithinReach({ kind, isOwn }: WorldToken, { reads, revokes }: WorldCredentials): boolean {
  if (reads === "none") {
    return kind === "personal" && (isOwn || revokes !== "own");
  }
  return kind !== "service that is not read" && (isOwn || reads === "all");
}

/** Tells whether a warning is about a token: of more than five it names the first, and says how many more there are. */
function names(warning: string, { id }: WorldToken): boolean {
  return warning.includes(id) || / and \d+ more\)/.test(warning);
}
