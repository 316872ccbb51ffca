import { describeToken } from "../../../../../provider/revocation/look-ahead/describe-token";

const now = Date.parse("2026-11-28T12:00:00Z");
const ownerId = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const alive = (evidence: object) => describeToken({ seen: "alive", evidence }, now);

test("a person reads name, owner, scopes with the dangerous ones first, and times", () => {
  expect(
    alive({
      name: "CI metrics",
      ownerId,
      scopes: ["metrics_read", "org_management", "dashboards_write"],
      createdAt: "2026-02-01T08:00:00Z",
      expiresAt: "2027-02-01T08:00:00Z",
      lastUsedAt: "2026-11-28T11:57:00Z",
    }),
  ).toBe(
    `"CI metrics" of ${ownerId}; scopes org_management, dashboards_write, metrics_read; created 2026-02-01, expires 2027-02-01, last used 3 minutes ago: somebody will notice`,
  );
});

test.each([
  ["2026-11-28T11:59:31Z", "last used less than a minute ago: somebody will notice"],
  ["2026-11-28T11:58:59Z", "last used 1 minute ago: somebody will notice"],
  ["2026-11-28T06:59:00Z", "last used 5 hours ago: somebody will notice"],
  ["2026-11-27T11:59:00Z", "last used 1 day ago"],
  ["2026-10-19T11:59:00Z", "last used 40 days ago"],
])("a token that was used at %s was %s", (lastUsedAt, words) => {
  expect(alive({ name: "a", lastUsedAt })).toBe(`"a"; ${words}`);
});

test.each([
  ["turns the text behind it round", "a\u202eb", String.raw`"a\u{202e}b"`],
  ["is invisible", "deploy\u200b", String.raw`"deploy\u{200b}"`],
  ["ends a line", "a\u2028b\nc", String.raw`"a\u{2028}b\nc"`],
])("what %s in a name that its owner chose is shown as its code", (_, name, shown) => {
  expect(alive({ name })).toBe(`${shown}; no use known`);
});

test("a token without scopes may do all that its owner may", () => {
  expect(alive({ scopes: [] })).toBe("without a name; no scopes, so all that its owner may do; no use known");
});

test("of many scopes the dangerous ones are named, and the rest is counted", () => {
  const scopes = [...Array.from({ length: 12 }, (_, index) => `a_${index}_read`), "user_access_manage"];
  expect(alive({ scopes })).toContain("scopes user_access_manage, a_0_read");
  expect(alive({ scopes })).toContain("a_6_read and 5 more");
});

test.each([
  [{ seen: "absent" } as const, "Datadog does not know it (404)"],
  [{ seen: "notKnown" } as const, "what Datadog says of it could not be looked up"],
  [
    { seen: "notKnown", status: 403 } as const,
    "what Datadog says of it could not be looked up (403: reading takes the permission org_app_keys_read)",
  ],
  [{ seen: "notKnown", status: 503 } as const, "what Datadog says of it could not be looked up (503)"],
])("%j is told as such", (observation, words) => {
  expect(describeToken(observation, now)).toBe(words);
});
