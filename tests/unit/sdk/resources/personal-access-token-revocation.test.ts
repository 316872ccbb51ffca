import * as pulumi from "@pulumi/pulumi";
import { PersonalAccessTokenRevocation, type PersonalAccessTokenRevocationArgs } from "../../../../sdk";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const alias = "1dm1op4lL89nV8pt94Tdk8";
const tokenText = `ddpat_${alias}_${"S".repeat(36)}`;

/** The resources that the engine would be asked to register. */
const registered: pulumi.runtime.MockResourceArgs[] = [];

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: (args) => {
      registered.push(args);
      return { id: "an-id", state: args.inputs as Record<string, unknown> };
    },
    call: ({ inputs }) => inputs as Record<string, unknown>,
  }),
);
beforeEach(() => registered.splice(0));

const valueOf = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));

async function inputsOf(args: PersonalAccessTokenRevocationArgs): Promise<Record<string, unknown>> {
  const resource = new PersonalAccessTokenRevocation("leaked", args);
  await valueOf(resource.urn);
  return registered.at(-1)?.inputs as Record<string, unknown>;
}

test("the type token is the dynamic provider's, and the provider's text is a constant that names what to load", async () => {
  const inputs = await inputsOf({ tokenId });
  expect(registered[0]?.type).toBe("pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocation");
  expect(inputs["__provider"]).toBe(
    "exports.handler=require('pulumi-datadog-token-revocation/provider').single",
  );
  expect(String(inputs["__provider"]).length).toBeLessThan(100);
});

test.each([
  ["a token's text", tokenText],
  ["its public portion", `ddpat_${alias}`],
  ["a secret", pulumi.secret(tokenText)],
])("%s becomes the token's id, in the clear", async (_what, token) => {
  const resource = new PersonalAccessTokenRevocation("leaked", { token });
  expect(await valueOf(resource.tokenId)).toBe(tokenId);
  expect(await pulumi.isSecret(resource.tokenId)).toBe(false);
  expect(JSON.stringify(registered)).not.toContain("SSSS");
});

test.each<[string, PersonalAccessTokenRevocationArgs, string]>([
  ["something that is no token", { token: "hunter2-a-password" }, "notAToken"],
  ["a service access token", { token: `ddsat_${alias}_${"S".repeat(36)}` }, "serviceAccessToken"],
  ["both arguments", { token: tokenText, tokenId }, "both"],
  ["neither argument", {}, "neither"],
  ["neither, at run time", { token: pulumi.output<string | undefined>(undefined) }, "neither"],
  ["a token's text as tokenId", { tokenId: tokenText }, "tokenTextAsTokenId"],
])("%s sends a marker without the text", async (_what, args, marker) => {
  const inputs = await inputsOf(args);
  expect(inputs["tokenProblem"]).toBe(marker);
  expect(inputs["tokenId"]).toBeUndefined();
  expect(JSON.stringify(registered)).not.toMatch(/SSSS|hunter2/);
});

test("a wrong id is passed on for check to report", async () => {
  expect(await inputsOf({ tokenId: "nonsense" })).toMatchObject({ tokenId: "nonsense" });
});

test("a note that quotes the leak is recorded without the secret", async () => {
  const inputs = await inputsOf({
    tokenId,
    reason: `found ${tokenText} in a log`,
    ticket: pulumi.output(tokenText),
  });
  expect(inputs).toMatchObject({
    reason: `found ddpat_${alias}_[REDACTED] in a log`,
    ticket: `ddpat_${alias}_[REDACTED]`,
  });
});

test("a resource name that holds a token's text is refused without the secret", () => {
  expect(() => new PersonalAccessTokenRevocation(tokenText, { tokenId })).toThrow(
    `The resource name "ddpat_${alias}_[REDACTED]" holds a token's text: names stand in state and logs.`,
  );
});

test("a revocation is recognised, other resources are not", () => {
  expect(
    PersonalAccessTokenRevocation.isInstance(new PersonalAccessTokenRevocation("one", { tokenId })),
  ).toBe(true);
  expect(PersonalAccessTokenRevocation.isInstance(new pulumi.ComponentResource("a:b:C", "two"))).toBe(false);
  expect(PersonalAccessTokenRevocation.isInstance(undefined)).toBe(false);
});
