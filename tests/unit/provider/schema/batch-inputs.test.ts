import { declaredIn, normalizeBatchInputs, type BatchInputs } from "../../../../provider/schema/batch-inputs";
import { unknownIsNoToken, unknownValue } from "../../../../provider/schema/unknown";
import { inputsOf } from "../../../support/lifecycle/batch-under-test";

const [a, b] = ["35ef7728-4761-41dd-8a7b-f1112a26f840", "61c07794-df2a-4403-a6ad-caa6bb70dae2"] as const;
const wholeToken = `ddpat_1dm1op4lL89nV8pt94Tdk8_${"S".repeat(36)}`;
const idExpected = "expected the token's id, a UUID such as 35ef7728-4761-41dd-8a7b-f1112a26f840.";

const normalize = (raw: Record<string, unknown>) => normalizeBatchInputs(raw, "datadoghq.com");
const entriesOf = (revocations: unknown) => normalize({ revocations });

test("defaults are filled in, ids are written in lower case and sorted, entries are read option by option", () => {
  const { inputs, failures } = normalize({
    revocations: {
      [b.toUpperCase()]: { site: "https://app.datadoghq.eu/", ticket: "SEC-1" },
      [a]: { revokeOn: "delete", onNotFound: "fail", foundAt: ["scan.json: app.ts:12"] },
    },
    file: "revocations.yaml",
  });
  expect(failures).toEqual([]);
  expect(inputs).toEqual({
    site: "datadoghq.com",
    revokeOn: "both",
    onNotFound: "accept",
    verify: true,
    evidence: true,
    file: "revocations.yaml",
    revocations: {
      [a]: { revokeOn: "delete", onNotFound: "fail", foundAt: ["scan.json: app.ts:12"] },
      [b]: { site: "datadoghq.eu", ticket: "SEC-1" },
    },
  });
  expect(Object.keys(inputs["revocations"] as object)).toEqual([a, b]);
});

test.each([undefined, null, {}])("a batch may be empty: %j", (revocations) => {
  expect(entriesOf(revocations)).toMatchObject({ inputs: { revocations: {} }, failures: [] });
});

test("a token's text is redacted in reason, ticket and foundAt, whoever set them, for the batch and for an entry", () => {
  const words = { reason: `found ${wholeToken}`, ticket: wholeToken };
  const { inputs, failures } = normalize({
    ...words,
    revocations: { [a]: { ...words, foundAt: [`${wholeToken}.txt: 1`] } },
  });
  expect(failures).toEqual([]);
  const redacted = "ddpat_1dm1op4lL89nV8pt94Tdk8_[REDACTED]";
  expect(inputs).toMatchObject({
    reason: `found ${redacted}`,
    ticket: redacted,
    revocations: { [a]: { reason: `found ${redacted}`, ticket: redacted } },
  });
  expect(JSON.stringify(inputs)).not.toContain("SSSS");
});

test.each([
  { wrong: "site", entry: { site: "nowhere" }, reason: /^unknown Datadog site; expected datadoghq\.com, / },
  { wrong: "revokeOn", entry: { revokeOn: "never" }, reason: /^expected "create", "delete" or "both"\.$/ },
  { wrong: "onNotFound", entry: { onNotFound: 1 }, reason: /^expected "accept" or "fail"\.$/ },
  { wrong: "reason", entry: { reason: true }, reason: /^expected text\.$/ },
  { wrong: "ticket", entry: { ticket: {} }, reason: /^expected text\.$/ },
  { wrong: "foundAt", entry: { foundAt: "app.ts" }, reason: /^expected a list of places\.$/ },
  { wrong: "foundAt", entry: { foundAt: ["app.ts", true] }, reason: /^expected text\.$/ },
  {
    wrong: "verify",
    entry: { verify: false },
    reason:
      /^there is no such property; an entry has kind, serviceAccountId, site, account, revokeOn, onNotFound, reason, ticket, foundAt\.$/,
  },
])("a wrong $wrong of an entry is reported at its place: $entry", ({ wrong, entry, reason }) => {
  expect(entriesOf({ [b]: {}, [a.toUpperCase()]: entry }).failures).toEqual([
    { property: `revocations.${a}.${wrong}`, reason: expect.stringMatching(reason) as string },
  ]);
});

test.each(["text", 7, null, [], true])("the entry %j is none", (entry) => {
  expect(entriesOf({ [a]: entry }).failures).toEqual([
    { property: `revocations.${a}`, reason: "expected a map of what the entry says." },
  ]);
});

test.each(["text", 7, [a], true])("the tokens %j are none", (revocations) => {
  const { inputs, failures } = entriesOf(revocations);
  expect(failures).toEqual([{ property: "revocations", reason: "expected a map by token id." }]);
  expect(inputs).toMatchObject({ revocations: {} });
});

test.each(["nonsense", "toString", "__proto__", "constructor", "", unknownValue])(
  "the key %j is an error, and never an entry",
  (key) => {
    const given = JSON.parse(`{"${key}": {"reason": "r"}, "${a}": {}}`) as object;
    const { inputs, failures } = entriesOf(given);
    const words = key === unknownValue ? unknownIsNoToken : idExpected;
    expect(failures).toEqual([{ property: "revocations", reason: `${JSON.stringify(key)}: ${words}` }]);
    expect(inputs["revocations"]).toEqual({ [a]: {} });
    expect(Object.getPrototypeOf(inputs["revocations"])).toBe(Object.prototype);
  },
);

test("a token's text as a key is an error that does not show it", () => {
  const { failures } = entriesOf({ [wholeToken]: {} });
  expect(failures).toEqual([
    { property: "revocations", reason: `"ddpat_1dm1op4lL89nV8pt94Tdk8_[REDACTED]": ${idExpected}` },
  ]);
});

test("values unknown at preview pass as they are", () => {
  const unknowns = { revocations: unknownValue, site: unknownValue, evidence: unknownValue };
  const { inputs, failures } = normalize(unknowns);
  expect(failures).toEqual([]);
  expect(inputs).toMatchObject(unknowns);
  const entry = { site: unknownValue, reason: unknownValue, foundAt: unknownValue };
  expect(entriesOf({ [a]: entry })).toMatchObject({ inputs: { revocations: { [a]: entry } }, failures: [] });
});

test("evidence takes true and false alone", () => {
  expect(normalize({ evidence: false }).inputs).toMatchObject({ evidence: false });
  expect(normalize({ evidence: "yes" }).failures).toEqual([
    { property: "evidence", reason: "expected true or false." },
  ]);
});

test("every wrong argument is reported at its own place, the first ten one by one", () => {
  const wrong = Array.from({ length: 11 }, (_, index) => [`wrong-${index}`, {}] as const);
  const { inputs, failures } = normalize({
    revocations: Object.fromEntries(wrong),
    tokenProblems: [
      { property: "tokens", index: 3, problem: "notAToken" },
      { property: "tokenIds", index: 0, problem: "notAnId" },
      { property: "tokens", problem: "notAList" },
    ],
    site: "nowhere",
  });
  expect(failures.map(({ property }) => property)).toEqual([
    "tokens[3]",
    "tokenIds[0]",
    "tokens",
    ...Array.from({ length: 7 }, () => "revocations"),
    "revocations",
    "site",
  ]);
  expect(failures[0]?.reason).toContain("not a Datadog access token");
  expect(failures[1]?.reason).toBe(idExpected);
  expect(failures[2]?.reason).toBe("expected a list.");
  expect(failures[10]?.reason).toBe("4 more are wrong in the same list.");
  expect(inputs).not.toHaveProperty("tokenProblems");
});

test("a batch declares each token with the entry's options, else its own", () => {
  const inputs = inputsOf({
    [a]: { site: "datadoghq.com", onNotFound: "fail" },
    [b]: { revokeOn: "create" },
  });
  expect(declaredIn(inputs)).toEqual([
    { tokenId: a, site: "datadoghq.com", revokeOn: "both", onNotFound: "fail" },
    { tokenId: b, site: "datadoghq.eu", revokeOn: "create", onNotFound: "accept" },
  ]);
});

test("a batch whose tokens are not known yet declares none", () => {
  const unknown = unknownValue as unknown as BatchInputs["revocations"];
  expect(declaredIn(inputsOf([], { revocations: unknown }))).toEqual([]);
});
