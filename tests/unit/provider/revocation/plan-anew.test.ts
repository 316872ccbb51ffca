import { accountSitesToAsk, planRevocations, type PlannedAction } from "../../../../provider/revocation/plan";
import type { DeclaredRevocation, RevocationRecord } from "../../../../provider/schema/revocation-record";
import { organization } from "../../../support/lifecycle/in-memory-datadog";
import { longAgo } from "../../../support/lifecycle/provider-under-test";

const declared: DeclaredRevocation = {
  tokenId: "35ef7728-4761-41dd-8a7b-f1112a26f840",
  site: "datadoghq.eu",
  revokeOn: "both",
  onNotFound: "accept",
};
const armed: RevocationRecord = { ...declared, status: "armed", evidence: { name: "CI" } };
const unproven: RevocationRecord = { ...declared, status: "revoked", revokedAt: longAgo };
const revoked: RevocationRecord = { ...unproven, verifiedAt: longAgo };
const gone: RevocationRecord = { ...declared, status: "alreadyRevoked" };
const unfinished: RevocationRecord = { ...unproven, unfinished: "verification" };
const aliveAgain: RevocationRecord = { ...unproven, unfinished: "aliveAgain" };
const accepted: RevocationRecord = { ...gone, notFoundAt: longAgo, organization };

const other = "00000000-0000-4000-8000-0000000000ff";

test.each<{ who: string; answering: string | undefined; record: RevocationRecord; action: PlannedAction }>([
  { who: "the same organisation", answering: organization, record: accepted, action: "keep" },
  { who: "another organisation", answering: other, record: accepted, action: "revoke" },
  { who: "nobody that can be placed", answering: undefined, record: accepted, action: "keep" },
  {
    who: "an organisation where none was known",
    answering: organization,
    record: { ...gone, notFoundAt: longAgo },
    action: "revoke",
  },
  {
    who: "an organisation where none was known, of a 204 for a token that nobody saw,",
    answering: organization,
    record: gone,
    action: "revoke",
  },
  {
    who: "nobody that can be placed, of a 204 for a token that nobody saw,",
    answering: undefined,
    record: gone,
    action: "keep",
  },
  {
    who: "an organisation where none was known, of a token that was seen alive,",
    answering: organization,
    record: { ...gone, evidence: {} },
    action: "keep",
  },
  {
    who: "an organisation where none was known, of an unproven token of ours that nobody saw,",
    answering: organization,
    record: unproven,
    action: "revoke",
  },
  {
    who: "an organisation where none was known, of an unproven token of ours that was seen alive,",
    answering: organization,
    record: { ...unproven, evidence: {} },
    action: "keep",
  },
  {
    who: "another organisation, of a proven token,",
    answering: other,
    record: { ...revoked, organization },
    action: "keep",
  },
  {
    who: "another organisation, of an unproven token of ours,",
    answering: other,
    record: { ...unproven, organization },
    action: "keep",
  },
])("credentials of $who plan to $action what an earlier run recorded", ({ answering, record, action }) => {
  const organizations = new Map([[record.site, answering]]);
  const [planned] = planRevocations([record], [declared], { organizations });
  expect(planned?.action).toBe(action);
  expect(planned?.record).toEqual(action === "keep" ? record : { ...declared, status: "armed" });
});

test("only what was accepted on a 404 alone, or hit unseen in an unknown organisation, is a reason to ask who answers", () => {
  const asked = [{ site: declared.site }];
  expect(accountSitesToAsk([accepted, accepted], [])).toEqual(asked);
  expect(accountSitesToAsk([gone], [])).toEqual(asked);
  expect(accountSitesToAsk([unproven], [])).toEqual(asked);
  const placed = [gone, unproven].map((record) => ({ ...record, organization }));
  const settled = [armed, revoked, unfinished, aliveAgain, ...placed];
  expect(accountSitesToAsk(settled, [])).toEqual([]);
});
