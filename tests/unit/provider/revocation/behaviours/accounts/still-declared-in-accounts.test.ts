import type { RevocationRecord } from "../../../../../../provider/schema/revocation-record";
import { stateOf } from "../../../../../../provider/schema/revocation-state";
import { longAgo, tokenId } from "../../../../../support/lifecycle/provider-under-test";
import { standardOptions } from "../../../../../support/lifecycle/resource-under-test";
import { names, threeAccounts } from "../../../../../support/lifecycle/three-accounts";

const armed = { tokenId, ...standardOptions, revokeOn: "delete", status: "armed" } as const;
const nowhere = {
  status: "alreadyRevoked",
  notFoundAt: longAgo,
  accountsAsked: [{ account: "eu" }],
} as const;

test.each<{ record: string; was: RevocationRecord; now: string; isRevoked: boolean }>([
  { record: "in one account", was: { ...armed, account: "eu" }, now: "any", isRevoked: false },
  {
    record: "in one account of any",
    was: { ...armed, account: "eu", anyAccount: true },
    now: "eu",
    isRevoked: false,
  },
  { record: "in none yet", was: { ...armed, account: "any" }, now: "eu", isRevoked: false },
  { record: "known to none", was: { ...armed, ...nowhere, account: "any" }, now: "eu", isRevoked: false },
  { record: "in one account", was: { ...armed, account: "eu" }, now: "prod", isRevoked: true },
])("a token $record that is removed and still declared for $now is revoked: $isRevoked", async (row) => {
  const { provider, organisations } = threeAccounts({ eu: "has it" });
  await provider.check({}, { tokenId, account: row.now, revokeOn: "delete" });
  await provider.delete(tokenId, stateOf({ ...armed, account: row.was.account ?? "" }, row.was));
  expect(names.some((name) => organisations[name].askedFor("revoke").length > 0)).toBe(row.isRevoked);
  expect(organisations.eu.isAlive(tokenId)).toBe(!row.isRevoked);
});
