import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parse, parseAllDocuments } from "yaml";
import { checkoutFolder } from "../../support/engine/example-copy";

const read = (file: string) => readFileSync(join(checkoutFolder, file), "utf8");
const example = "examples/gitops/kubernetes-operator";
const readme = read(`${example}/README.md`);

interface SecretReference {
  secret: { name: string; key: string };
}
interface StackSpec {
  envRefs: Record<string, SecretReference>;
  gitAuth?: { accessToken: SecretReference };
  [field: string]: unknown;
}
const objects = parseAllDocuments(read(`${example}/stack.yaml`)).map(
  (document) => document.toJS() as { kind: string; metadata: { name: string }; spec?: StackSpec },
);
const stack = objects.find(({ kind }) => kind === "Stack");
const spec = stack?.spec ?? { envRefs: {} };

const validate = new Ajv({ allErrors: true }).compile(
  JSON.parse(read("tests/fixtures/pulumi-operator-stack.schema.json")) as object,
);
const problemsIn = (value: unknown) => (validate(value) ? [] : (validate.errors ?? []));

/** The README's additions to the spec, each by itself. */
const additions = [...readme.matchAll(/```yaml\n([^]*?)```/g)].map(
  ([, text = ""]) => parse(text) as Partial<StackSpec>,
);

test("the Stack has the operator's fields, with values of their types", () => {
  expect(problemsIn(spec)).toEqual([]);
});

test("each addition of the README makes a Stack with the operator's fields", () => {
  expect(additions.map((addition) => Object.keys(addition))).toEqual([["workspaceTemplate"], ["gitAuth"]]);
  for (const addition of additions) {
    expect(problemsIn({ ...spec, ...addition })).toEqual([]);
  }
});

test.each<[string, Record<string, unknown>]>([
  ["a field that the operator doesn't know", { resyncFrequency: 300 }],
  ["a number as text", { retryMaxBackoffDurationSeconds: "300" }],
  ["a look at the repository more often than the operator takes", { resyncFrequencySeconds: 30 }],
  [
    "a credential that stands in the file",
    { envRefs: { DD_BEARER_TOKEN: { type: "Literal", literal: {} } } },
  ],
  ["an image in the wrong place", { workspaceTemplate: { image: "pulumi/pulumi" } }],
])("%s is refused", (_what, change) => {
  expect(problemsIn({ ...spec, ...change })).not.toEqual([]);
});

test("every key of the secret that is asked for is one that the README puts in", () => {
  const references = [
    ...Object.values(spec.envRefs),
    ...additions.flatMap(({ gitAuth }) => gitAuth?.accessToken ?? []),
  ];
  expect(references).toHaveLength(3);
  for (const { secret } of references) {
    expect(readme).toContain(`create secret generic ${secret.name} `);
    expect(readme).toContain(`--from-file=${secret.key}`);
  }
});

test("no secret stands in the file, whose application would replace the real one", () => {
  expect(objects.map(({ kind }) => kind)).toEqual(["ServiceAccount", "ClusterRoleBinding", "Stack"]);
});

test("the README's commands name the file's stack", () => {
  expect(readme).toContain(`describe stack ${stack?.metadata.name ?? ""}\n`);
  expect(readme).toContain(`exec ${stack?.metadata.name ?? ""}-workspace-0 `);
  expect(readme).toContain(`pulumi cancel --yes --stack ${String(spec["stack"])}`);
});
