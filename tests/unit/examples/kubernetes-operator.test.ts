import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parseAllDocuments } from "yaml";
import { checkoutFolder } from "../../support/engine/example-copy";

interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  spec?: Record<string, unknown>;
  subjects?: object[];
}

const file = join(checkoutFolder, "examples/gitops/kubernetes-operator/stack.yaml");
const objects = parseAllDocuments(readFileSync(file, "utf8")).map((document) => {
  expect(document.errors).toEqual([]);
  return document.toJS() as KubernetesObject;
});
const objectOf = (kind: string) => objects.find((each) => each.kind === kind);

const secretReference = {
  type: "object",
  additionalProperties: false,
  required: ["type", "secret"],
  properties: {
    type: { const: "Secret" },
    secret: {
      type: "object",
      additionalProperties: false,
      required: ["name", "key"],
      properties: { name: { type: "string" }, key: { type: "string" } },
    },
  },
};

/** Those fields of a Stack's spec that are used here, and their types (Pulumi Kubernetes Operator 2.9.0, pulumi.com/v1). */
const specSchema = {
  type: "object",
  additionalProperties: false,
  required: ["stack", "projectRepo", "serviceAccountName"],
  properties: {
    serviceAccountName: { type: "string" },
    stack: { type: "string", pattern: "^[^/]+/[^/]+/[^/]+$" },
    projectRepo: { type: "string" },
    branch: { type: "string" },
    envRefs: { type: "object", additionalProperties: secretReference },
    refresh: { type: "boolean" },
    continueResyncOnCommitMatch: { type: "boolean" },
    resyncFrequencySeconds: { type: "integer", minimum: 60 },
    retryMaxBackoffDurationSeconds: { type: "integer" },
    retryOnUpdateConflict: { type: "boolean" },
    destroyOnFinalize: { type: "boolean" },
  },
};

test("the Stack has the operator's fields, with values of their types", () => {
  const stack = objectOf("Stack");
  expect(stack?.apiVersion).toBe("pulumi.com/v1");
  const validate = new Ajv({ allErrors: true }).compile(specSchema);
  expect([validate(stack?.spec), validate.errors]).toEqual([true, null]);
});

test("a revocation that failed is tried again within minutes, drift is asked for, and nothing is destroyed", () => {
  expect(objectOf("Stack")?.spec).toMatchObject({
    refresh: true,
    continueResyncOnCommitMatch: true,
    // The operator looks for commits as often: so long a merge may wait.
    resyncFrequencySeconds: 300,
    retryMaxBackoffDurationSeconds: 300,
    retryOnUpdateConflict: true,
    destroyOnFinalize: false,
  });
});

test("credentials come from a secret, and the stack's service account may ask who it is", () => {
  const { envRefs, serviceAccountName } = objectOf("Stack")?.spec ?? {};
  expect(Object.keys(envRefs as object)).toEqual(["PULUMI_ACCESS_TOKEN", "DD_BEARER_TOKEN"]);
  const account = objectOf("ServiceAccount")?.metadata;
  expect(account?.name).toBe(serviceAccountName);
  expect(objectOf("ClusterRoleBinding")?.subjects).toEqual([{ kind: "ServiceAccount", ...account }]);
});
