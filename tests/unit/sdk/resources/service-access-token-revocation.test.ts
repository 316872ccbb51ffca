import * as pulumi from "@pulumi/pulumi";
import {
  PersonalAccessTokenRevocation,
  ServiceAccessTokenRevocation,
  type ServiceAccessTokenRevocationArgs,
} from "../../../../sdk";

const tokenId = "7767e407-9c67-4ede-902e-c4b1f3782352";
const alias = "3dJZ2IClhMOwsx0xC01NBK";
const serviceAccountId = "48e5159f-e308-11ef-bcfc-2666505bfd8f";
const secretPart = "S".repeat(36);

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

async function inputsOf(args: ServiceAccessTokenRevocationArgs): Promise<Record<string, unknown>> {
  const resource = new ServiceAccessTokenRevocation("leaked", args);
  await valueOf(resource.urn);
  return registered.at(-1)?.inputs as Record<string, unknown>;
}

test("the type is its own, and the provider that of a personal token's, which the input kind tells apart", async () => {
  const inputs = await inputsOf({ tokenId, serviceAccountId });
  expect(registered[0]?.type).toBe("pulumi-nodejs:dynamic/datadog:ServiceAccessTokenRevocation");
  expect(inputs).toMatchObject({
    tokenId,
    kind: "service",
    serviceAccountId,
    __provider: "exports.handler=require('pulumi-datadog-token-revocation/provider').single",
  });
});

test.each([
  ["a token's text", `ddsat_${alias}_${secretPart}`],
  ["its public portion", `ddsat_${alias}`],
  ["a secret", pulumi.secret(`ddsat_${alias}_${secretPart}`)],
])("%s becomes the token's id, in the clear", async (_what, token) => {
  const resource = new ServiceAccessTokenRevocation("leaked", { token });
  expect(await valueOf(resource.tokenId)).toBe(tokenId);
  expect(await pulumi.isSecret(resource.tokenId)).toBe(false);
  expect(JSON.stringify(registered)).not.toContain("SSSS");
});

test.each<[string, ServiceAccessTokenRevocationArgs, string]>([
  ["something that is no token", { token: "hunter2-a-password" }, "notAToken"],
  ["a personal access token", { token: `ddpat_${alias}_${secretPart}` }, "personalAccessToken"],
  ["both arguments", { token: `ddsat_${alias}`, tokenId }, "both"],
  ["neither argument", { serviceAccountId }, "neither"],
  ["a token's text as tokenId", { tokenId: `ddsat_${alias}_${secretPart}` }, "tokenTextAsTokenId"],
])("%s sends a marker without the text", async (_what, args, marker) => {
  const inputs = await inputsOf(args);
  expect(inputs["tokenProblem"]).toBe(marker);
  expect(inputs["tokenId"]).toBeUndefined();
  expect(JSON.stringify(registered)).not.toMatch(/SSSS|hunter2/);
});

test("a resource name that holds a token's text is refused without the secret", () => {
  expect(() => new ServiceAccessTokenRevocation(`ddsat_${alias}_${secretPart}`, { tokenId })).toThrow(
    `The resource name "ddsat_${alias}_[REDACTED]" holds a token's text: names stand in state and logs.`,
  );
});

test("the two kinds of revocation are told apart", () => {
  const service = new ServiceAccessTokenRevocation("one", { tokenId });
  const personal = new PersonalAccessTokenRevocation("two", { tokenId });
  expect([service, personal, undefined].map((each) => ServiceAccessTokenRevocation.isInstance(each))).toEqual(
    [true, false, false],
  );
  expect(PersonalAccessTokenRevocation.isInstance(service)).toBe(false);
});
