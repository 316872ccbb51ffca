import type { Site } from "../../../../provider/datadog";
import { recordsIn, type BatchState } from "../../../../provider/schema/batch-state";
import { failureOf, idsOf, inputsOf } from "../../../support/lifecycle/batch-under-test";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { InMemoryDatadog, organization } from "../../../support/lifecycle/in-memory-datadog";
import {
  providerUnderTest,
  startOfTime,
  type SettingsUnderTest,
} from "../../../support/lifecycle/provider-under-test";

const [a, b, c] = [
  "35ef7728-4761-41dd-8a7b-f1112a26f840",
  "61c07794-df2a-4403-a6ad-caa6bb70dae2",
  "6ada9c44-0b7f-4e35-826b-ccecd6d358d5",
] as const;
const onCom = { site: "datadoghq.com" } as const;

/** Two organisations, on datadoghq.eu (the default of the tests' batches) and on datadoghq.com. */
function twoSites(
  { eu = [], com = [] }: { eu?: readonly string[]; com?: readonly string[] },
  settings: SettingsUnderTest = {},
) {
  const sites = { eu: new InMemoryDatadog(eu), com: new InMemoryDatadog(com) };
  const datadogOf = (site: Site) => (site === "datadoghq.com" ? sites.com : sites.eu);
  return { ...sites, ...providerUnderTest(datadogOf, settings) };
}

const summaryOf = (state: unknown) =>
  recordsIn(state as BatchState).map(({ site, tokenId, status }) => `${site} ${tokenId} ${status}`);

test("each entry keeps to its own options, and to the batch's for what it does not say", async () => {
  const { batches, eu } = twoSites({ eu: [a, b] });
  const inputs = inputsOf({ [a]: { revokeOn: "delete" }, [b]: {}, [c]: { onNotFound: "fail" } });
  const { properties, reasons } = await failureOf(batches.create(inputs));
  expect(reasons[0]).toContain(`"${c}" on datadoghq.eu: 404`);
  const common = { site: "datadoghq.eu", revokeOn: "both", onNotFound: "accept" } as const;
  expect(recordsIn(properties)).toEqual([
    { ...common, tokenId: a, revokeOn: "delete", status: "armed", organization, evidence: {} },
    {
      ...common,
      tokenId: b,
      status: "revoked",
      revokedAt: startOfTime,
      verifiedAt: startOfTime,
      organization,
      evidence: {},
    },
    { ...common, tokenId: c, onNotFound: "fail", status: "armed" },
  ]);
  expect(eu.isAlive(a)).toBe(true);
});

test("another revokeOn of one entry revokes that token alone", async () => {
  const { batches, eu } = twoSites({ eu: [a, b] });
  const armed = { revokeOn: "delete" } as const;
  const { id, outs } = await batches.create(inputsOf({ [a]: armed, [b]: armed }));
  eu.forgetCalls();
  const changed = inputsOf({ [a]: {}, [b]: armed });
  expect(await batches.diff(id, outs as BatchState, changed)).toMatchObject({ changes: true, replaces: [] });
  await batches.update(id, outs as BatchState, changed);
  expect(eu.askedFor("revoke")).toEqual([a]);
});

test("the tokens of a batch stand on several sites, each asked for at its own, and sorted by site and id", async () => {
  const { batches, eu, com } = twoSites({ eu: [b], com: [c, a] });
  const inputs = inputsOf({ [b]: {}, [c]: onCom, [a]: onCom });
  const { id, outs } = await batches.create(inputs);
  expect(Object.keys((outs as BatchState).record)).toEqual([
    `datadoghq.com ${organization}`,
    `datadoghq.eu ${organization}`,
  ]);
  expect(summaryOf(outs)).toEqual([
    `datadoghq.com ${a} revoked`,
    `datadoghq.com ${c} revoked`,
    `datadoghq.eu ${b} revoked`,
  ]);
  expect([eu.askedFor("revoke"), com.askedFor("revoke").sort()]).toEqual([[b], [a, c]]);
  expect(await batches.diff(id, outs as BatchState, inputs)).toMatchObject({ changes: false });
  expect((await batches.read(id, outs as BatchState)).props).toEqual(outs);
});

test("a warning is given for each site, as it may be the wrong one", async () => {
  const { batches, warnings } = twoSites({});
  await batches.create(inputsOf({ [a]: {}, [b]: onCom }));
  expect(warnings).toEqual([
    expect.stringContaining(`Personal access token "${a}" on datadoghq.eu is not known (404)`),
    expect.stringContaining(`Personal access token "${b}" on datadoghq.com is not known (404)`),
  ]);
});

test("a token that moves to another site is taken out there and revoked here, in place", async () => {
  const { batches, eu, com } = twoSites({ eu: [a, b], com: [a] });
  const { id, outs } = await batches.create(inputsOf([a, b]));
  eu.forgetCalls();
  const moved = inputsOf({ [a]: onCom, [b]: {} });
  expect(await batches.diff(id, outs as BatchState, moved)).toMatchObject({ changes: true, replaces: [] });
  const { outs: after } = await batches.update(id, outs as BatchState, moved);
  expect(summaryOf(after)).toEqual([`datadoghq.com ${a} revoked`, `datadoghq.eu ${b} revoked`]);
  expect([eu.callsFor(a), com.callsFor(a)]).toEqual([
    ["find", "revoke"],
    ["find", "revoke", "find"],
  ]);
});

test("a batch that moves to another site as a whole is never replaced", async () => {
  const { batches, eu, com } = twoSites({ eu: [a, b], com: [a, b] });
  const { id, outs } = await batches.create(inputsOf([a, b]));
  eu.forgetCalls();
  const moved = inputsOf([a, b], onCom);
  expect(await batches.diff(id, outs as BatchState, moved)).toMatchObject({ changes: true, replaces: [] });
  const { outs: after } = await batches.update(id, outs as BatchState, moved);
  expect(summaryOf(after)).toEqual([`datadoghq.com ${a} revoked`, `datadoghq.com ${b} revoked`]);
  expect([eu, com].map((site) => site.askedFor("revoke").sort())).toEqual([
    [a, b],
    [a, b],
  ]);
});

test("a token whose removal from one site fails stays recorded there, beside the one on the new site", async () => {
  const { batches, eu, com } = twoSites({ eu: [a], com: [a] });
  const { id, outs } = await batches.create(inputsOf([a], { verify: false }));
  eu.deletes.set(a, datadogErrors.denied("revoke"));
  const moved = inputsOf({ [a]: onCom }, { verify: false });
  const { properties } = await failureOf(batches.update(id, outs as BatchState, moved));
  expect(summaryOf(properties)).toEqual([`datadoghq.com ${a} revoked`, `datadoghq.eu ${a} revoked`]);
  eu.deletes.clear();
  com.forgetCalls();
  const { outs: after } = await batches.update(id, properties, moved);
  expect(summaryOf(after)).toEqual([`datadoghq.com ${a} revoked`]);
  expect(com.asked).toEqual([]);
});

test("credentials that one site refuses stop nothing on another", async () => {
  const [eu, com] = [idsOf(40), idsOf(40)];
  const { batches, com: refusing } = twoSites({ eu, com });
  for (const tokenId of com) {
    refusing.deletes.set(tokenId, datadogErrors.rejected("revoke"));
  }
  const elsewhere = Object.fromEntries(com.map((tokenId) => [tokenId, onCom]));
  const inputs = inputsOf({ ...elsewhere, ...inputsOf(eu).revocations });
  const { properties } = await failureOf(batches.create(inputs));
  expect(properties.revokedCount).toBe(40);
  expect(refusing.askedFor("revoke").length).toBeLessThanOrEqual(16);
});

test("a final DELETE that one site refuses stops none on another", async () => {
  const oneByOne = { config: { "datadog:concurrency": "1" } };
  const { batches, eu, com } = twoSites({ eu: [b], com: [a] }, oneByOne);
  const { id, outs } = await batches.create(inputsOf({ [a]: onCom, [b]: {} }));
  com.deletes.set(a, datadogErrors.rejected("revoke"));
  eu.forgetCalls();
  await batches.update(id, outs as BatchState, inputsOf([]));
  expect(eu.askedFor("revoke")).toEqual([b]);
});
