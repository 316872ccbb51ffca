import {
  decodeGroup,
  encodeGroup,
  type RecordGroup,
} from "../../../../../provider/schema/codec/record-group";

test.each<[string, RecordGroup]>([
  ["datadoghq.eu", { site: "datadoghq.eu" }],
  ["datadoghq.eu an-organization", { site: "datadoghq.eu", organization: "an-organization" }],
  ["datadoghq.eu - prod", { site: "datadoghq.eu", account: "prod" }],
  [
    "datadoghq.eu an-organization user:a-user",
    { site: "datadoghq.eu", organization: "an-organization", seenBy: "a-user" },
  ],
  [
    "datadoghq.eu an-organization prod",
    { site: "datadoghq.eu", organization: "an-organization", account: "prod" },
  ],
  [
    "datadoghq.eu an-organization prod any",
    { site: "datadoghq.eu", organization: "an-organization", account: "prod", anyAccount: true },
  ],
  ["datadoghq.com - any", { site: "datadoghq.com", account: "any" }],
  [
    "datadoghq.com - any prod=an-organization,eu",
    {
      site: "datadoghq.com",
      account: "any",
      accountsAsked: [{ account: "prod", organization: "an-organization" }, { account: "eu" }],
    },
  ],
])("the records of %s stand under a key that says whose they are", (key, group) => {
  expect(encodeGroup(group)).toBe(key);
  expect(decodeGroup(key)).toEqual(group);
});

test("an organisation's id of any form is read back as it was", () => {
  const group: RecordGroup = {
    site: "datadoghq.com",
    account: "any",
    accountsAsked: [{ account: "prod", organization: "a=b,c%" }, { account: "eu" }],
  };
  expect(decodeGroup(encodeGroup(group))).toEqual(group);
});
