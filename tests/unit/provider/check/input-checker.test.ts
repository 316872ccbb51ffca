import { normalizeBatchInputs } from "../../../../provider/schema/batch-inputs";
import { normalizeInputs } from "../../../../provider/schema/revocation-inputs";
import { unknownValue } from "../../../../provider/schema/unknown";
import { entriesOf } from "../../../support/lifecycle/batch-under-test";
import { check, checkerOf } from "../../../support/lifecycle/checked-inputs";
import { tokenId } from "../../../support/lifecycle/provider-under-test";

test("defaults are filled in and spellings normalised", () => {
  const { inputs, failures } = check({
    tokenId: tokenId.toUpperCase(),
    site: "https://app.datadoghq.eu/",
    reason: "in a CI log",
    ticket: "SEC-1",
  });
  expect(failures).toEqual([]);
  expect(inputs).toEqual({
    tokenId,
    site: "datadoghq.eu",
    revokeOn: "both",
    onNotFound: "accept",
    verify: true,
    reason: "in a CI log",
    ticket: "SEC-1",
  });
});

test("every wrong input is reported at its own property, all at once", () => {
  const { failures } = check({
    tokenId: "nonsense",
    site: "datadoghq.org",
    revokeOn: "never",
    onNotFound: "ignore",
    verify: "maybe",
    reason: true,
    ticket: {},
  });
  expect(failures).toEqual([
    {
      property: "tokenId",
      reason: "expected the token's id, a UUID such as 35ef7728-4761-41dd-8a7b-f1112a26f840.",
    },
    {
      property: "site",
      reason:
        "unknown Datadog site; expected datadoghq.com, us3.datadoghq.com, us5.datadoghq.com, datadoghq.eu, uk1.datadoghq.com, ap1.datadoghq.com, ap2.datadoghq.com, ddog-gov.com or us2.ddog-gov.com.",
    },
    { property: "revokeOn", reason: 'expected "create", "delete" or "both".' },
    { property: "onNotFound", reason: 'expected "accept" or "fail".' },
    { property: "verify", reason: "expected true or false." },
    { property: "reason", reason: "expected text." },
    { property: "ticket", reason: "expected text." },
  ]);
});

test("a ticket of digits is text, as Pulumi YAML hands it over, unless it may have lost some", () => {
  expect(check({ tokenId, ticket: 20261128001, reason: -4711 }).inputs).toMatchObject({
    ticket: "20261128001",
    reason: "-4711",
  });
  const { failures } = check({ tokenId, ticket: 2 ** 53, reason: 4.7 });
  const reason = "expected text: a number may have lost digits, so write it in quotes.";
  expect(failures).toEqual([
    { property: "reason", reason },
    { property: "ticket", reason },
  ]);
});

test.each([
  ["notAToken", "token", /not a Datadog access token: expected ddpat_ .* or ddsat_/],
  ["serviceAccessToken", "token", /ServiceAccessTokenRevocation.* would prove nothing/],
  ["personalAccessToken", "token", /PersonalAccessTokenRevocation.* would prove nothing/],
  ["both", "token", /either token or tokenId, not both/],
  ["neither", "token", /one of token .* and tokenId .* is required/],
  ["tokenTextAsTokenId", "tokenId", /a token's text, not its id/],
])("the marker %s is reported at %s and never becomes an input", (marker, property, reason) => {
  const { inputs, failures } = check({ tokenProblem: marker });
  expect(failures).toEqual([{ property, reason: expect.stringMatching(reason) as string }]);
  expect(inputs).not.toHaveProperty("tokenProblem");
});

test("an input that names no token at all is reported at token", () => {
  expect(check({}).failures).toEqual([
    { property: "token", reason: expect.stringContaining("is required") as string },
  ]);
});

test("values unknown at preview pass as they are", () => {
  const unknowns = {
    tokenId: unknownValue,
    site: unknownValue,
    revokeOn: unknownValue,
    verify: unknownValue,
    reason: unknownValue,
  };
  const { inputs, failures } = check({ ...unknowns, tokenProblem: unknownValue });
  expect(failures).toEqual([]);
  expect(inputs).toEqual({ ...unknowns, onNotFound: "accept" });
});

test.each([
  [
    "the stack's configuration",
    { config: { "datadog:site": "us3.datadoghq.com" }, environment: { DD_SITE: "datadoghq.eu" } },
    "us3.datadoghq.com",
  ],
  ["DD_SITE", { environment: { DD_SITE: "app.datadoghq.eu" } }, "datadoghq.eu"],
  ["the default", { environment: { DD_SITE: "" } }, "datadoghq.com"],
])("a site that the program does not name comes from %s", (_source, settings, site) => {
  expect(check({ tokenId }, settings).inputs["site"]).toBe(site);
});

test("every wrong setting is reported before anything is done", () => {
  const { failures } = check(
    { tokenId },
    {
      config: {
        "datadog:requestTimeoutSeconds": "-1",
        "datadog:retryDeadlineSeconds": "soon",
        "datadog:apiUrl": "http://example.com",
      },
    },
  );
  expect(failures.map(({ property }) => property)).toEqual(["", "", ""]);
  expect(failures.map(({ reason }) => reason.split(" ")[0])).toEqual([
    "datadog:apiUrl:",
    "datadog:requestTimeoutSeconds",
    "datadog:retryDeadlineSeconds",
  ]);
});

test('the text "true" of a configuration value is as good as true', () => {
  expect(check({ tokenId, verify: "false" }).inputs["verify"]).toBe(false);
});

const others = ["61c07794-df2a-4403-a6ad-caa6bb70dae2", "6ada9c44-0b7f-4e35-826b-ccecd6d358d5"];
test.each([
  {
    resource: "a batch of one",
    news: { revocations: entriesOf([tokenId]) },
    subject: "A batch of 1 personal access token on datadoghq.eu",
  },
  {
    resource: "a batch of three",
    news: { revocations: entriesOf([tokenId, ...others]) },
    subject: "A batch of 3 personal access tokens on datadoghq.eu",
  },
  {
    resource: "a batch whose tokens are not known yet",
    news: { revocations: unknownValue },
    subject: "A batch of access tokens on datadoghq.eu",
  },
  {
    resource: "a list",
    news: { file: "revocations.yaml", revocations: entriesOf([tokenId]) },
    subject: "The list revocations.yaml, whose site is datadoghq.eu,",
  },
])("the recorded site sticks to $resource, with a warning where DD_SITE differs", ({ news, subject }) => {
  const checked = check(news, {
    olds: { site: "datadoghq.eu" },
    environment: { DD_SITE: "us5.datadoghq.com" },
    normalize: normalizeBatchInputs,
  });
  expect(checked.inputs["site"]).toBe("datadoghq.eu");
  expect(checked.warnings).toEqual([
    `${subject} is recorded there and stays there, although DD_SITE says us5.datadoghq.com: to move it, name the site in the program.`,
  ]);
});

test("a note that quotes the leak is redacted, also if it did not come through the resource's class", () => {
  const leaked = `ddpat_1dm1op4lL89nV8pt94Tdk8_${"S".repeat(36)}`;
  const { inputs } = check({ tokenId, reason: `found ${leaked}`, ticket: leaked });
  expect(inputs).toMatchObject({
    reason: "found ddpat_1dm1op4lL89nV8pt94Tdk8_[REDACTED]",
    ticket: "ddpat_1dm1op4lL89nV8pt94Tdk8_[REDACTED]",
  });
});

test("the new revocations of all resources of a run count together, lists and batches included", () => {
  const checker = checkerOf({ config: { "datadog:maxRevocations": "2" } });
  const inputs = { revocations: entriesOf(others) };
  expect(checker.check({}, inputs, normalizeBatchInputs).failures).toEqual([]);
  expect(checker.check({}, { tokenId }, normalizeInputs).failures).toEqual([
    { property: "", reason: expect.stringMatching(/^3 new revocations so far in this run, /) as string },
  ]);
});
