import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Site } from "../../../../provider/datadog";
import { claimOf, claims } from "../../../../provider/schema/claim";
import { recordedRevocations } from "../../../../provider/schema/recorded-revocations";
import { isSingleType, resourceTypes } from "../../../../provider/schema/resource-types";
import type { RevocationRecord } from "../../../../provider/schema/revocation-record";
import { InMemoryDatadog, organization } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../support/lifecycle/provider-under-test";

/*
 * The files in tests/fixtures/states are states as the engine keeps them, each written by the version of the provider
 * that made it. They stand for what lies in people's stacks: a file there is never changed, only added, and every later
 * version has to read it.
 */
interface RecordedState {
  name: string;
  /** `true` if the run that wrote it left something undone. */
  isWorkLeft: boolean;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
  records: RevocationRecord[];
}
interface RecordedStates {
  type: string;
  states: RecordedState[];
}

const folder = join(__dirname, "../../../fixtures/states");
const rows = readdirSync(folder).flatMap((file) => {
  const { type, states } = JSON.parse(readFileSync(join(folder, file), "utf8")) as RecordedStates;
  return states.map((state) => ({ file, type, ...state }));
});
const id = "an-id";

/** The provider that such a resource has, whatever its states hold. */
function providerOf(type: string, datadog: (site: Site) => InMemoryDatadog) {
  const { provider, batches, warnings } = providerUnderTest(datadog);
  type Methods = Pick<Required<typeof batches>, "diff" | "read" | "update" | "delete">;
  return { provider: (isSingleType(type) ? provider : batches) as unknown as Methods, warnings };
}

/** The organisation of each site, in which those tokens are alive that the record does not call done. */
function organisationsAfter(records: readonly RevocationRecord[]): (site: Site) => InMemoryDatadog {
  const open = records.filter(({ status, unfinished }) => status === "armed" || unfinished !== undefined);
  const organisations = new Map<Site, InMemoryDatadog>();
  return (site) => {
    const known = organisations.get(site);
    const ofSite = open.filter((record) => record.site === site).map(({ tokenId }) => tokenId);
    const organisation = known ?? new InMemoryDatadog(ofSite);
    for (const { tokenId, serviceAccountId } of records) {
      if (serviceAccountId !== undefined) {
        organisation.serviceAccounts.set(tokenId, serviceAccountId);
      }
    }
    organisations.set(site, organisation);
    return organisation;
  };
}

/** A refresh that finds an unfinished token alive says so, and in which organisation. */
function refreshed({ notFoundAt: _, ...record }: RevocationRecord): RevocationRecord {
  return { organization, ...record, unfinished: "aliveAgain" };
}

test("there are states of every resource, in every status, with and without evidence", () => {
  expect(new Set(rows.map(({ type }) => type))).toEqual(new Set(Object.values(resourceTypes)));
  const records = rows.flatMap((row) => row.records);
  expect(new Set(records.map(({ status }) => status))).toEqual(
    new Set(["revoked", "alreadyRevoked", "armed"]),
  );
  expect(new Set(records.map(({ unfinished }) => unfinished))).toEqual(
    new Set([undefined, "verification", "aliveAgain"]),
  );
  expect(new Set(records.map(claimOf))).toEqual(new Set(Object.keys(claims)));
  expect(new Set(records.map(({ organization }) => organization !== undefined))).toEqual(
    new Set([true, false]),
  );
  expect(new Set(records.map(({ evidence }) => evidence !== undefined))).toEqual(new Set([true, false]));
});

test.each(rows)("the state in $file that is $name holds its records", ({ type, outputs, records }) => {
  expect(recordedRevocations({ type, props: outputs })).toEqual(records);
});

test.each(rows)(
  "the state in $file that is $name is changed by the same inputs only if work is left: $isWorkLeft",
  async ({ type, inputs, outputs, isWorkLeft }) => {
    const { provider } = providerOf(type, organisationsAfter([]));
    const diff = await provider.diff(id, outputs as never, inputs as never);
    expect(diff).toMatchObject({ changes: isWorkLeft, replaces: [] });
  },
);

test.each(rows)(
  "the state in $file that is $name stands after a refresh that finds its tokens as it says",
  async ({ type, outputs, records }) => {
    const { provider } = providerOf(type, organisationsAfter(records));
    const { id: readId, props } = await provider.read(id, outputs as never);
    expect(readId).toBe(id);
    const kept = JSON.parse(JSON.stringify(props)) as RecordedState["outputs"];
    const found = recordedRevocations({ type, props: kept });
    // It lifts nothing: what was not proven before is not proven by its 404.
    expect(found).toEqual(records.map((record) => (record.unfinished ? refreshed(record) : record)));
  },
);

test.each(rows.filter(({ isWorkLeft }) => isWorkLeft))(
  "the work that is left in the state in $file that is $name is done by an update",
  async ({ type, inputs, outputs, records }) => {
    const { provider } = providerOf(type, organisationsAfter(records));
    const { outs } = await provider.update(id, outputs as never, inputs as never);
    const diff = await provider.diff(id, outs as never, inputs as never);
    expect(diff).toMatchObject({ changes: false });
  },
);

test.each(rows)(
  "the state in $file that is $name can be destroyed, and none of its tokens is alive then",
  async ({ type, outputs, records }) => {
    const organisationAt = organisationsAfter(records);
    const { provider, warnings } = providerOf(type, organisationAt);
    await provider.delete(id, outputs as never);
    expect(records.filter(({ tokenId, site }) => organisationAt(site).isAlive(tokenId))).toEqual([]);
    expect(warnings).toEqual([]);
  },
);
