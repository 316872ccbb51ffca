import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { recordedRevocations } from "../../../../provider/schema/recorded-revocations";
import { resourceTypes } from "../../../../provider/schema/resource-types";
import type { RevocationRecord } from "../../../../provider/schema/revocation-record";
import { InMemoryDatadog } from "../../../support/in-memory-datadog";
import { providerUnderTest } from "../../../support/provider-under-test";

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
function providerOf(type: string, datadog: InMemoryDatadog) {
  const { provider, batches, warnings } = providerUnderTest(datadog);
  type Methods = Pick<Required<typeof batches>, "diff" | "read" | "update" | "delete">;
  return { provider: (type === resourceTypes.single ? provider : batches) as unknown as Methods, warnings };
}

/** Tokens that the record does not call done are alive. */
function organisationAfter(records: readonly RevocationRecord[]): InMemoryDatadog {
  const open = records.filter(({ status, unfinished }) => status === "armed" || unfinished !== undefined);
  return new InMemoryDatadog(open.map(({ tokenId }) => tokenId));
}

test("there are states of every resource, in every status, with and without evidence", () => {
  expect(new Set(rows.map(({ type }) => type))).toEqual(new Set(Object.values(resourceTypes)));
  const records = rows.flatMap((row) => row.records);
  expect(new Set(records.map(({ status }) => status))).toEqual(
    new Set(["revoked", "alreadyRevoked", "armed"]),
  );
  expect(records.some(({ unfinished }) => unfinished)).toBe(true);
  expect(new Set(records.map(({ evidence }) => evidence !== undefined))).toEqual(new Set([true, false]));
});

test.each(rows)("the state in $file that is $name holds its records", ({ type, outputs, records }) => {
  expect(recordedRevocations({ type, props: outputs })).toEqual(records);
});

test.each(rows)(
  "the state in $file that is $name is changed by the same inputs only if work is left: $isWorkLeft",
  async ({ type, inputs, outputs, isWorkLeft }) => {
    const { provider } = providerOf(type, new InMemoryDatadog());
    const diff = await provider.diff(id, outputs as never, inputs as never);
    expect(diff).toMatchObject({ changes: isWorkLeft, replaces: [] });
  },
);

test.each(rows)(
  "the state in $file that is $name stands after a refresh that finds its tokens as it says",
  async ({ type, outputs, records }) => {
    const { provider } = providerOf(type, organisationAfter(records));
    const { id: readId, props } = await provider.read(id, outputs as never);
    expect(readId).toBe(id);
    const kept = JSON.parse(JSON.stringify(props)) as RecordedState["outputs"];
    const found = recordedRevocations({ type, props: kept });
    const proven = outputs["verify"] === false ? {} : { verifiedAt: expect.any(String) as string };
    expect(found).toEqual(
      records.map((record) =>
        record.status === "armed" || record.unfinished ? record : { ...proven, ...record },
      ),
    );
  },
);

test.each(rows.filter(({ isWorkLeft }) => isWorkLeft))(
  "the work that is left in the state in $file that is $name is done by an update",
  async ({ type, inputs, outputs, records }) => {
    const { provider } = providerOf(type, organisationAfter(records));
    const { outs } = await provider.update(id, outputs as never, inputs as never);
    const diff = await provider.diff(id, outs as never, inputs as never);
    expect(diff).toMatchObject({ changes: false });
  },
);

test.each(rows)(
  "the state in $file that is $name can be destroyed, and none of its tokens is alive then",
  async ({ type, outputs, records }) => {
    const datadog = organisationAfter(records);
    const { provider, warnings } = providerOf(type, datadog);
    await provider.delete(id, outputs as never);
    expect(records.filter(({ tokenId }) => datadog.isAlive(tokenId))).toEqual([]);
    expect(warnings).toEqual([]);
  },
);
