import fc from "fast-check";
import { isSameOwner, tokenOwnerOf } from "../../../../provider/datadog/token/token-owner";
import { decodeGroup, encodeGroup } from "../../../../provider/schema/codec/record-group";
import { normalizeEntry } from "../../../../provider/schema/revocation-entry";
import { normalizeInputs } from "../../../../provider/schema/revocation-inputs";
import { unknownValue } from "../../../../provider/schema/unknown";

const tokenId = "7767e407-9c67-4ede-902e-c4b1f3782352";
const account = "48e5159f-e308-11ef-bcfc-2666505bfd8f";
const service = { kind: "service" } as const;

test.each([
  [{}, {}],
  [{ kind: "personal" }, {}],
  [{ kind: null, serviceAccountId: null }, {}],
  [service, service],
  [
    { ...service, serviceAccountId: account.toUpperCase() },
    { ...service, serviceAccountId: account },
  ],
  [{ serviceAccountId: account }, { ...service, serviceAccountId: account }],
  [
    { ...service, serviceAccountId: unknownValue },
    { ...service, serviceAccountId: unknownValue },
  ],
])("the owner %j is read as %j", (given, owner) => {
  const { inputs, failures } = normalizeInputs({ tokenId, ...given }, "datadoghq.eu");
  expect(failures).toEqual([]);
  expect(tokenOwnerOf(inputs)).toEqual(owner);
  expect(normalizeEntry(given)).toEqual({ entry: owner, failures: [] });
});

test.each([
  [{ kind: "robot" }, "kind", 'expected "personal" or "service".'],
  [
    { ...service, serviceAccountId: "prod" },
    "serviceAccountId",
    "expected the service account's id, a UUID.",
  ],
  [{ ...service, serviceAccountId: 7 }, "serviceAccountId", "expected the service account's id, a UUID."],
  [
    { kind: "personal", serviceAccountId: account },
    "serviceAccountId",
    "leave it out: a personal access token has no service account.",
  ],
])("the owner %j is refused at %s", (given, property, reason) => {
  expect(normalizeInputs({ tokenId, ...given }, "datadoghq.eu").failures).toEqual([{ property, reason }]);
  expect(normalizeEntry(given).failures).toEqual([{ property, reason }]);
});

test("an account that only one of two names is no difference", () => {
  const named = { ...service, serviceAccountId: account };
  expect(isSameOwner(named, service)).toBe(true);
  expect(isSameOwner(service, named)).toBe(true);
  expect(isSameOwner(named, { ...named, serviceAccountId: tokenId })).toBe(false);
  expect(isSameOwner({}, service)).toBe(false);
});

test("whatever group a record stands in, its owner is read again, and a personal token's costs nothing", () => {
  const uuid = fc.constantFrom(account, tokenId);
  const organization = fc.option(uuid, { nil: undefined });
  const where = fc.constantFrom(
    {},
    { account: "prod" },
    { account: "prod", anyAccount: true as const },
    { account: "any", accountsAsked: [{ account: "prod", organization: tokenId }, { account: "eu" }] },
    { account: "any" },
  );
  const serviceAccountId = fc.option(uuid, { nil: undefined });
  fc.assert(
    fc.property(organization, where, serviceAccountId, (ofOrganization, ofAccount, ofService) => {
      const group = {
        site: "datadoghq.eu" as const,
        ...(ofOrganization !== undefined && ofAccount.account !== "any" && { organization: ofOrganization }),
        ...ofAccount,
      };
      const owned = { ...group, ...service, ...(ofService !== undefined && { serviceAccountId: ofService }) };
      expect(decodeGroup(encodeGroup(owned))).toEqual(owned);
      expect(decodeGroup(encodeGroup(group))).toEqual(group);
      expect(encodeGroup(group)).not.toContain("service");
    }),
  );
});
