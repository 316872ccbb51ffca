import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { outOfSightVariable } from "../../../../../../provider/schema/claim";
import { organization } from "../../../../../support/lifecycle/in-memory-datadog";
import { longAgo, tokenId } from "../../../../../support/lifecycle/provider-under-test";
import {
  ofEachKind,
  resourceUnderTest,
  type Kind,
} from "../../../../../support/lifecycle/resource-under-test";

const seer = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const other = "48e5159f-e308-11ef-bcfc-2666505bfd8f";
const personal = ({ kind }: { kind: Kind }) => !kind.includes("service");
const words = `"${tokenId}" on datadoghq.eu was not found, which proves nothing here: these credentials are not known to be shown other users' tokens, so it may be alive again, unseen.`;

/** Refreshes one token's record with credentials of a user who is shown that user's tokens alone. */
async function refreshed(kind: Kind, user: string, readsAll: boolean, was: object, variables: object = {}) {
  const environment = { DD_API_KEY: "key", DD_APP_KEY: "app-key", ...variables };
  const { datadog, stateWith, refresh, recordOf, warnings } = resourceUnderTest(kind, { environment });
  datadog.identity = { kind: "placed", organization, user };
  datadog.readsOthers = () => Promise.resolve(readsAll);
  // All others of a batch are this user's.
  const before = stateWith({ seenBy: seer, ...was });
  const { state, failure } = await refresh(before);
  expect(failure).toBeUndefined();
  expect(recordOf(state)).toEqual(recordOf(before));
  return warnings.join("\n");
}

const claims = [
  { claim: "proven", was: {} },
  { claim: "not proven", was: { verifiedAt: undefined } },
  { claim: "proven, and by whom it was seen nobody noted", was: { seenBy: undefined } },
] as const;

test.each(
  ofEachKind(claims).filter(({ kind }) => kind === "a single revocation" || kind === "a batch of one"),
)(
  "$kind, $claim: a refresh by credentials that may not see the token says so, and changes nothing",
  async ({ kind, was }) => {
    expect(await refreshed(kind, other, false, was)).toContain(words);
  },
);

const silent = [
  { who: "the user who saw it", user: seer, readsAll: false, was: {} },
  { who: "its owner", user: other, readsAll: false, was: { evidence: { ownerId: other } } },
  { who: "one who reads all", user: other, readsAll: true, was: {} },
  {
    who: "anybody, if it was accepted on a 404",
    user: other,
    readsAll: false,
    was: { status: "alreadyRevoked", revokedAt: undefined, verifiedAt: undefined, notFoundAt: longAgo },
  },
  {
    who: "anybody, while it is armed",
    user: other,
    readsAll: false,
    was: { status: "armed", revokedAt: undefined, verifiedAt: undefined },
  },
] as const;

test.each(ofEachKind(silent).filter(personal))(
  "$kind: a refresh by $who is not warned of this token",
  async ({ kind, user, readsAll, was }) => {
    expect(await refreshed(kind, user, readsAll, was)).not.toContain(`"${tokenId}"`);
  },
);

test("a service token that is read below its account is nobody's own", async () => {
  expect(await refreshed("a service token's revocation", other, false, {})).toBe("");
});

test.each([
  { who: "may not see the token", readsAll: false },
  { who: "sees every token", readsAll: true },
])("a command around Pulumi is told by a file only where a refresh $who", async ({ readsAll }) => {
  const folder = mkdtempSync(join(tmpdir(), "sight-"));
  const file = join(folder, "told");
  try {
    await refreshed("a single revocation", other, readsAll, {}, { [outOfSightVariable]: file });
    expect(existsSync(file)).toBe(!readsAll);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
