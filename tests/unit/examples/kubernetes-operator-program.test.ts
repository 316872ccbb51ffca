import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parseAllDocuments } from "yaml";
import { checkoutFolder } from "../../support/engine/example-copy";

interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace: string };
  spec?: Record<string, unknown>;
  program?: Record<string, unknown>;
}

const folder = join(checkoutFolder, "examples/gitops/kubernetes-operator");
const objectsIn = (file: string) =>
  parseAllDocuments(readFileSync(join(folder, file), "utf8")).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as KubernetesObject;
  });
const [program, stack] = objectsIn("program.yaml");
const stackOfRepository = objectsIn("stack.yaml").find(({ kind }) => kind === "Stack");

/** Those fields of a Program that are used here (Pulumi Kubernetes Operator 2.2.0, pulumi.com/v1). */
const programSchema = {
  type: "object",
  additionalProperties: false,
  required: ["resources"],
  properties: {
    resources: {
      type: "object",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["type"],
        properties: { type: { type: "string", minLength: 1 }, properties: { type: "object" } },
      },
    },
  },
};

test("the Program has the operator's fields, and stands beside the spec of no other object", () => {
  const { apiVersion, kind, ...rest } = program ?? {};
  expect([apiVersion, kind]).toEqual(["pulumi.com/v1", "Program"]);
  expect(Object.keys(rest)).toEqual(["metadata", "program"]);
  const validate = new Ajv({ allErrors: true }).compile(programSchema);
  expect([validate(program?.program), validate.errors]).toEqual([true, null]);
});

test("its Stack refers to it, and is otherwise that of the repository", () => {
  const { programRef, workspaceTemplate, ...others } = stack?.spec ?? {};
  expect(programRef).toEqual({ name: program?.metadata.name });
  expect(stack?.metadata.namespace).toBe(program?.metadata.namespace);
  expect(workspaceTemplate).toEqual({
    spec: { image: expect.any(String) as string, securityProfile: "baseline" },
  });
  const { projectRepo, branch, ...shared } = stackOfRepository?.spec ?? {};
  expect([projectRepo, branch]).toEqual([expect.any(String), "main"]);
  expect(others).toEqual(shared);
});
