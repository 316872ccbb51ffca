import { entriesOf, idsOf } from "../../../../support/lifecycle/batch-under-test";
import { datadogErrors } from "../../../../support/lifecycle/datadog-errors";
import { InMemoryDatadog } from "../../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest, tokenId } from "../../../../support/lifecycle/provider-under-test";

const evidence = { name: "CI metrics", ownerId: "an-owner", scopes: ["metrics_read"] };
const organisation = () => {
  const datadog = new InMemoryDatadog();
  datadog.issue(tokenId, evidence);
  return datadog;
};
const raw = { tokenId, site: "datadoghq.eu" };

test("the check of a new token tells what Datadog says of it, and the create takes that for its evidence", async () => {
  const datadog = organisation();
  const { provider, messages } = providerUnderTest(datadog);
  const { inputs } = await provider.check({}, raw);
  expect(messages).toEqual([
    `Personal access tokens:\n  ${tokenId} on datadoghq.eu: new, to be revoked; "CI metrics" of an-owner; scopes metrics_read; no use known`,
  ]);
  const { outs } = await provider.create(inputs as never);
  expect(outs).toMatchObject({ status: "revoked", evidence });
  expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke", "find"]);
});

test("the diff of a token that waited for its end, and is to be revoked now, tells what Datadog says of it", async () => {
  const datadog = organisation();
  const { provider, messages, clock } = providerUnderTest(datadog);
  const armed = await provider.check({}, { ...raw, revokeOn: "delete" });
  const { outs } = await provider.create(armed.inputs as never);
  clock.advance(30_001);
  messages.length = 0;
  datadog.forgetCalls();
  const { inputs } = await provider.check({ ...armed.inputs }, raw);
  await provider.diff(tokenId, outs as never, inputs as never);
  expect(messages).toEqual([
    `Personal access tokens:\n  ${tokenId} on datadoghq.eu: changed, to be revoked; "CI metrics" of an-owner; scopes metrics_read; no use known`,
  ]);
  await provider.update(tokenId, outs as never, inputs as never);
  expect(datadog.callsFor(tokenId)).toEqual(["find", "revoke", "find"]);
});

test("a reading that is older than half a minute is made anew", async () => {
  const datadog = organisation();
  const { provider, clock } = providerUnderTest(datadog);
  const { inputs } = await provider.check({}, raw);
  clock.advance(30_001);
  await provider.create(inputs as never);
  expect(datadog.callsFor(tokenId)).toEqual(["find", "find", "revoke", "find"]);
});

test("datadog:describe false asks nothing and tells the rest", async () => {
  const datadog = organisation();
  const { provider, messages } = providerUnderTest(datadog, { config: { "datadog:describe": "false" } });
  await provider.check({}, raw);
  expect(datadog.asked).toEqual([]);
  expect(messages).toEqual([`Personal access tokens:\n  ${tokenId} on datadoghq.eu: new, to be revoked`]);
});

test("without credentials the preview says what it could not look up", async () => {
  const { batches, messages, warnings } = providerUnderTest(organisation(), { environment: {} });
  const { failures } = await batches.check({}, { revocations: { [tokenId]: {} } });
  expect(failures).toEqual([]);
  expect(warnings).toHaveLength(1);
  expect(messages.join("\n")).toContain(
    "What Datadog says of the new ones could not be looked up: there are no credentials here, or no answer in time.",
  );
});

test("what may not be read is said, and is no error", async () => {
  const datadog = organisation();
  datadog.findRefusal = datadogErrors.denied("look up");
  const { provider, messages } = providerUnderTest(datadog);
  const { failures } = await provider.check({}, raw);
  expect(failures).toEqual([]);
  expect(messages.join()).toContain(
    "could not be looked up (403: reading takes the permission org_app_keys_read)",
  );
});

test("a token whose name is protected is refused in the check, as soon as Datadog has told it", async () => {
  const settings = { config: { "datadog:protectedTokens": "name:CI metrics" } };
  const datadog = organisation();
  const { provider, batches } = providerUnderTest(datadog, settings);
  const problem = `the token "${tokenId}" is protected: datadog:protectedTokens has its name "CI metrics"`;
  const refused = [{ property: "", reason: expect.stringContaining(problem) as string }];
  expect((await provider.check({}, raw)).failures).toEqual(refused);
  expect(
    (await batches.check({}, { site: "datadoghq.eu", revocations: { [tokenId]: {} } })).failures,
  ).toEqual(refused);
});

test("of more than fifty tokens whose last use is not known, the first ten are named", async () => {
  const tokenIds = idsOf(60);
  const datadog = new InMemoryDatadog(tokenIds);
  const { batches, messages } = providerUnderTest(datadog);
  await batches.check({}, { site: "datadoghq.eu", revocations: entriesOf(tokenIds) });
  const lines = (messages[0] ?? "").split("\n");
  expect(lines[1]).toBe("When they were used is not known. The first of them:");
  expect(lines.slice(2).map((line) => line.trim().split(" ")[0])).toEqual(tokenIds.slice(0, 10));
});

test("of more than fifty tokens the ten are named that were used last, and places of reports are told", async () => {
  const tokenIds = idsOf(60);
  const datadog = new InMemoryDatadog();
  tokenIds.forEach((each, index) => {
    datadog.issue(each, {
      name: `token ${index}`,
      lastUsedAt: `2026-11-01T00:${String(index).padStart(2, "0")}:00Z`,
    });
  });
  const { batches, messages } = providerUnderTest(datadog);
  const revocations = Object.fromEntries(tokenIds.map((each) => [each, { foundAt: [`scan.json: ${each}`] }]));
  await batches.check({}, { site: "datadoghq.eu", file: "revocations.yaml", revocations });
  const lines = (messages[0] ?? "").split("\n");
  expect(lines.slice(0, 2)).toEqual([
    "Tokens of revocations.yaml on datadoghq.eu: 60 to be revoked.",
    "The ones that were used last:",
  ]);
  expect(lines).toHaveLength(12);
  expect(lines[2]).toContain(`${tokenIds[59] ?? ""} on datadoghq.eu: new, to be revoked; "token 59"`);
  expect(lines[2]).toContain(`found at scan.json: ${tokenIds[59] ?? ""}`);
});
