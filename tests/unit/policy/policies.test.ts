import { Ajv } from "ajv";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { policies } from "../../../policy/policies";
import {
  isRevocationType,
  PersonalAccessTokenRevocation,
  PersonalAccessTokenRevocationBatch,
  RevocationList,
  ServiceAccessTokenRevocation,
} from "../../../sdk";
import { checkoutFolder } from "../../support/engine/example-copy";

test.each(policies.map((policy) => [policy.name, policy] as const))(
  "%s says what it is, how bad a violation is, what to do, and how it is configured",
  (_, { description, enforcementLevel, severity, remediationSteps, configSchema }) => {
    for (const text of [description, remediationSteps]) {
      expect(text).toMatch(/\.$/);
    }
    expect(enforcementLevel).toBe("mandatory");
    expect(["medium", "high", "critical"]).toContain(severity);
    for (const property of Object.values(configSchema?.properties ?? { none: {} })) {
      expect(property.description).toMatch(/\.$/);
      expect(property.default).toBeDefined();
    }
  },
);

const readme = () => readFile(join(checkoutFolder, "policy", "README.md"), "utf8");

test("the README has a row for each policy, in their order, with every setting of its configuration", async () => {
  const rows = (await readme()).split("\n").filter((line) => line.startsWith("| `"));
  expect(rows).toHaveLength(policies.length);
  policies.forEach(({ name, configSchema }, index) => {
    expect(rows[index]).toContain(`| \`${name}\` |`);
    for (const key of Object.keys(configSchema?.properties ?? {})) {
      expect(rows[index]).toContain(`\`${key}\``);
    }
  });
});

test("the README's configuration is one that the policies take", async () => {
  const json = /```json\n([^]*?)```/.exec(await readme())?.[1] ?? "";
  for (const [name, given] of Object.entries(JSON.parse(json) as Record<string, unknown>)) {
    expect([name, problemsOf(name, given)]).toEqual([name, null]);
  }
});

test.each<[string, Record<string, unknown>]>([
  ["site-allow-list", { sites: ["datadoghq.con"] }],
  ["revoke-on-delete", { stacks: "sandbox" }],
  ["reported-tokens-are-revoked", { except: [`ddpat_1dm1op4lL89nV8pt94Tdk8_${"a1B2".repeat(9)}`] }],
  ["reason-and-ticket", { ticketPattern: 1 }],
])("%s refuses settings that mean nothing", (name, given) => {
  expect(problemsOf(name, given)).not.toBeNull();
});

/** Checks a policy's settings as the CLI does. */
function problemsOf(name: string, given: unknown): unknown {
  const schema = policies.find((policy) => policy.name === name)?.configSchema;
  if (schema === undefined) {
    return `There is no policy ${name} with a configuration.`;
  }
  if (typeof given === "string") {
    return ["advisory", "mandatory", "disabled"].includes(given) ? null : given;
  }
  const properties = { ...schema.properties, enforcementLevel: { type: "string" } };
  const validate = new Ajv({ strict: false }).compile({
    type: "object",
    properties,
    additionalProperties: false,
  });
  validate(given);
  return validate.errors ?? null;
}

test("the pack knows the package's resources by their types", () => {
  for (const { __pulumiType } of [
    PersonalAccessTokenRevocation,
    PersonalAccessTokenRevocationBatch,
    RevocationList,
    ServiceAccessTokenRevocation,
  ]) {
    expect(isRevocationType(__pulumiType)).toBe(true);
  }
  expect(isRevocationType("datadog:index/monitor:Monitor")).toBe(false);
});
