import { unknownValue } from "../../../../provider/schema/unknown";
import { batchStateOf } from "../../../../provider/schema/batch-state";
import {
  declaredTokens,
  recordedRevocations,
  type StackResource,
} from "../../../../provider/schema/recorded-revocations";
import { isRevocationType, resourceTypes } from "../../../../provider/schema/resource-types";
import type { RevocationEntry } from "../../../../provider/schema/revocation-entry";
import type { RevocationRecord } from "../../../../provider/schema/revocation-record";
import { stateOf } from "../../../../provider/schema/revocation-state";
import { inputsOf } from "../../../support/lifecycle/batch-under-test";
import { longAgo } from "../../../support/lifecycle/provider-under-test";
import { standardOptions } from "../../../support/lifecycle/resource-under-test";

const [a, b] = ["35ef7728-4761-41dd-8a7b-f1112a26f840", "61c07794-df2a-4403-a6ad-caa6bb70dae2"] as const;
const single = { ...standardOptions, tokenId: a, reason: "CI log" };
const { verify: _, ...declared } = standardOptions;
const recordOf = (tokenId: string, more: Partial<RevocationRecord> = {}): RevocationRecord => ({
  ...declared,
  tokenId,
  status: "revoked",
  revokedAt: longAgo,
  verifiedAt: longAgo,
  ...more,
});
const entries: Record<string, RevocationEntry> = {
  [a]: { site: "datadoghq.com", reason: "CI log", foundAt: ["scan.json: app.ts:12"] },
  [b]: {},
};
const records = [recordOf(a, { site: "datadoghq.com", evidence: { name: "CI" } }), recordOf(b)];
const inputs = inputsOf(entries, { ticket: "SEC-1" });
const outputs = batchStateOf(inputs, inputs.revocations, records);

const resource = (type: string, props: object): StackResource => ({
  type,
  props: props as Record<string, unknown>,
});
const shown = (tokens: ReturnType<typeof declaredTokens>) => tokens.map((token) => ({ ...token }));

test.each(["batch", "list"] as const)("a %s's outputs hold the record of each of its tokens", (kind) => {
  expect(recordedRevocations(resource(resourceTypes[kind], outputs))).toEqual(records);
});

test("a single revocation's outputs hold its record", () => {
  const record = recordOf(a);
  expect(recordedRevocations(resource(resourceTypes.single, stateOf(single, record)))).toEqual([record]);
});

test("a damaged record is an error, never an empty one", () => {
  const damaged = resource(resourceTypes.batch, { ...outputs, record: { "datadoghq.eu": "nonsense" } });
  expect(() => recordedRevocations(damaged)).toThrow("is damaged");
});

const tokenA = {
  tokenId: a,
  kind: "personal",
  serviceAccountId: undefined,
  site: "datadoghq.com",
  account: "default",
  revokeOn: "both",
  onNotFound: "accept",
  reason: "CI log",
  ticket: "SEC-1",
  foundAt: ["scan.json: app.ts:12"],
};
const tokenB = { ...tokenA, tokenId: b, site: "datadoghq.eu", reason: undefined, foundAt: [] };

test.each(["batch", "list"] as const)(
  "a %s declares the same tokens by its inputs as by its outputs",
  (kind) => {
    for (const props of [inputs, outputs]) {
      expect(shown(declaredTokens(resource(resourceTypes[kind], props)))).toEqual([tokenA, tokenB]);
    }
  },
);

test("a single revocation declares one token, with the defaults for what it does not say", () => {
  const token = { ...tokenA, site: "datadoghq.eu", ticket: undefined, foundAt: [] };
  for (const props of [
    single,
    stateOf(single, recordOf(a)),
    { tokenId: a, site: "datadoghq.eu", reason: "CI log" },
  ]) {
    expect(shown(declaredTokens(resource(resourceTypes.single, props)))).toEqual([token]);
  }
});

test("a resource of another kind has nothing to do with tokens, whatever its properties are called", () => {
  const other = resource("random:index:RandomId", outputs);
  expect([recordedRevocations(other), declaredTokens(other)]).toEqual([[], []]);
  expect(isRevocationType(other.type)).toBe(false);
  expect(Object.values(resourceTypes).every(isRevocationType)).toBe(true);
});

test("an empty batch declares and records nothing", () => {
  const empty = inputsOf([]);
  for (const props of [empty, batchStateOf(empty, {}, [])]) {
    expect(declaredTokens(resource(resourceTypes.batch, props))).toEqual([]);
    expect(recordedRevocations(resource(resourceTypes.batch, props))).toEqual([]);
  }
});

/** Properties of which one throws when it is read, as a policy's unknown values do. */
function withUnknown(props: object, property: string): object {
  const shownProps: object = { ...props };
  Object.defineProperty(shownProps, property, {
    enumerable: true,
    get: () => {
      throw new Error(`${property} is not known yet`);
    },
  });
  return shownProps;
}

test.each([
  { kind: "single", props: single },
  { kind: "batch", props: inputsOf([a]) },
] as const)(
  "a value of a $kind that a preview does not know yet throws only when it is read",
  ({ kind, props }) => {
    const [token] = declaredTokens(resource(resourceTypes[kind], withUnknown(props, "site")));
    expect(token).toMatchObject({ tokenId: a, revokeOn: "both", ticket: undefined });
    expect(() => token?.site).toThrow("site is not known yet");
  },
);

test("an unknown value of the batch does not matter to a token that has its own", () => {
  const [first] = declaredTokens(resource(resourceTypes.list, withUnknown(inputs, "site")));
  expect(first?.site).toBe("datadoghq.com");
});

test("a record in which nothing is known yet holds no more than its token", () => {
  const [record] = recordedRevocations(resource(resourceTypes.single, { ...single, site: unknownValue }));
  expect(record).toEqual({ ...declared, tokenId: a, site: unknownValue, status: "armed" });
});
