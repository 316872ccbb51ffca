import { asset } from "@pulumi/pulumi";
import fc from "fast-check";
import { noLeakedToken } from "../../../policy/no-leaked-token";
import { resourceViolations, stackViolations, unknownText } from "../../support/policies/policy-run";

const alias = "1dm1L4TEZgF1mEz9MHpGgW";
const secret = "a1B2".repeat(9);
const token = `ddpat_${alias}_${secret}`;
const type = "acme:index:Thing";

const holds = (what: string) =>
  `thing: its ${what} holds a Datadog access token's text, which is not shown here on purpose.`;
const inProps = (props: Record<string, unknown>) =>
  resourceViolations(noLeakedToken, { type, name: "thing", props });

test.each<[string, Record<string, unknown>, string[]]>([
  ["a property", { note: `found ${token} in a log` }, ["property note"]],
  ["a list in an object", { a: { b: ["x", token] } }, ["property a.b[1]"]],
  [
    "an odd name",
    { data: { "app.env": token, 'q"': token } },
    ['property data["app.env"]', 'property data["q\\""]'],
  ],
  ["several places", { a: token, b: { c: token } }, ["property a", "property b.c"]],
  ["a service account's token", { a: `ddsat_${alias}_${secret}` }, ["property a"]],
  ["a damaged token", { a: `ddpat_${alias}_a1B2` }, ["property a"]],
  ["the text of an asset", { source: new asset.StringAsset(`DD=${token}`) }, ["property source.text"]],
  [
    "an asset in an archive",
    { code: new asset.AssetArchive({ ".env": new asset.StringAsset(token) }) },
    ['property code.assets[".env"].text'],
  ],
  [
    "beside what a preview does not know",
    { a: [unknownText, token], b: unknownText, c: token },
    ["property a[1]", "property c"],
  ],
])("a token's text in %s is refused by its place", async (_, props, places) => {
  expect(await inProps(props)).toEqual(places.map(holds));
});

test.each<[string, Record<string, unknown>]>([
  ["a public portion", { token: `ddpat_${alias}`, service: `ddsat_${alias}` }],
  ["a redacted token", { reason: `ddpat_${alias}_[REDACTED]` }],
  ["other values", { a: 1, b: null, c: true, d: ["x", {}], e: unknownText }],
])("%s is no leak", async (_, props) => {
  expect(await inProps(props)).toEqual([]);
});

test("a token in the name of a resource or of a property is told without its secret part", async () => {
  const violations = await resourceViolations(noLeakedToken, {
    type,
    name: token,
    props: { map: { [token]: 1 } },
  });
  const name = `ddpat_${alias}_[REDACTED]`;
  expect(violations).toEqual([
    `${name}: its name holds a Datadog access token's text.`,
    `${name}: its property map.${name} (its name) holds a Datadog access token's text, which is not shown here on purpose.`,
  ]);
});

test("wherever it stands, it is found, and nothing of its secret part is repeated", async () => {
  const place = fc.array(fc.oneof(fc.nat({ max: 3 }), fc.string({ minLength: 1 })), {
    minLength: 1,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(place, fc.string(), fc.string(), async (path, before, after) => {
      const value = path.reduceRight<unknown>(
        (inner, key) =>
          typeof key === "number" ? [...Array<unknown>(key).fill("x"), inner] : { [`k${key}`]: inner },
        `${before} ${token} ${after}`,
      );
      const violations = await inProps({ root: value });
      expect(violations).toHaveLength(1);
      expect(violations.join()).not.toContain(secret);
    }),
  );
});

test("outputs are searched at the end, those of the stack itself, too", async () => {
  const violations = await stackViolations(noLeakedToken, [
    { type, name: "clean", props: { id: "1" } },
    { type, name: "thing", props: { answer: { body: token }, status: unknownText } },
    { type: "pulumi:pulumi:Stack", name: "incidents-prod", props: { leaked: token } },
  ]);
  expect(violations).toEqual([
    { message: holds("output answer.body"), resource: "thing" },
    { message: holds("output leaked").replace("thing", "incidents-prod"), resource: "incidents-prod" },
  ]);
});

test.each<[string, string, string, number]>([
  [
    "a default provider, whose properties are the stack's configuration",
    "pulumi:providers:pulumi-nodejs",
    "default",
    0,
  ],
  ["a default provider with a version", "pulumi:providers:datadog", "default_5_11_0", 0],
  ["a provider that the program makes", "pulumi:providers:datadog", "defaults", 1],
  ["a provider that only sounds like a default one", "pulumi:providers:datadog", "default_eu", 1],
  ["a resource of a type that is excepted", "kubernetes:core/v1:Secret", "default", 0],
  ["a resource of another type", "kubernetes:core/v1:ConfigMap", "default", 1],
])("%s", async (_, of, name, count) => {
  const resource = { type: of, name, props: { value: token } };
  const config = { exceptTypes: ["kubernetes:core/v1:Secret"] };
  expect(await resourceViolations(noLeakedToken, resource, config)).toHaveLength(count);
  expect(await stackViolations(noLeakedToken, [resource], config)).toHaveLength(count);
});
