import { inspect } from "node:util";
import fc from "fast-check";
import {
  DatadogError,
  isCredentialsError,
  type FailureFacts,
} from "../../../../../provider/datadog/errors/datadog-error";
import { Secret } from "../../../../../provider/datadog/http/secret";
import type { AttemptResult } from "../../../../../provider/datadog/http/attempt";
import type { Credentials } from "../../../../../provider/datadog/http/credentials";
import { status } from "../support/scripted-send";
import { rejectionOf, testClient, tokenId } from "../support/test-client";

class SomeError extends DatadogError {
  override readonly name = "SomeError";
}

const facts: FailureFacts = {
  verb: "revoke",
  tokenId,
  site: "datadoghq.eu",
  errors: [],
  attempts: 1,
  secrets: [],
};

test("the stack that a user sees is the message", () => {
  const error = new SomeError(facts, "it broke", "Mend it.");
  expect(error.stack).toBe(
    `Failed to revoke personal access token "${tokenId}" on datadoghq.eu: it broke. Mend it.`,
  );
  expect(error.stack).toBe(error.message);
  expect(error.cause).toBeUndefined();
});

test("of many errors five are quoted, of a long one the beginning, on one line", () => {
  const errors = ["a".repeat(1000), "two\r\n\tlines\u001b[31m", "3", "4", "5", "6"];
  expect(new SomeError({ ...facts, errors }, "p", "a.").errors).toEqual([
    `${"a".repeat(300)}…`,
    "two lines [31m",
    "3",
    "4",
    "5",
  ]);
});

test("half a secret is not left where a long error is cut", () => {
  const secret = "k".repeat(40);
  const errors = [`${"a".repeat(280)}${secret}`];
  const error = new SomeError({ ...facts, errors, secrets: [new Secret(secret)] }, "p", "a.");
  expect(error.errors).toEqual([`${"a".repeat(280)}[REDACTED]`]);
  expect(error.message).not.toContain("kk");
});

test.each([
  [401, true],
  [403, true],
  [404, false],
  [429, false],
  [undefined, false],
])("status %s is about the credentials: %s", (code, expected) => {
  const withStatus = code === undefined ? facts : { ...facts, status: code };
  expect(isCredentialsError(new SomeError(withStatus, "p", "a."))).toBe(expected);
});

test("only an error of Datadog's is about the credentials", () => {
  expect(isCredentialsError(Object.assign(new Error("no"), { status: 401 }))).toBe(false);
  expect(isCredentialsError(undefined)).toBe(false);
});

/** Every kind of error that a client throws, as the results that lead to it; each repeats what Datadog might echo. */
function resultsThatEcho(echo: string): AttemptResult[] {
  const errors = [echo, { title: echo, detail: `x${echo}y` }];
  const headers = { location: `https://example.org/${encodeURIComponent(echo)}`, "x-ratelimit-name": echo };
  return [
    ...[200, 202, 302, 400, 401, 403, 418, 429, 500].map((code) => status(code, { headers, errors })),
    status(429, { headers: { "x-ratelimit-reset": "1000", "x-ratelimit-name": echo }, errors }),
    { kind: "response", status: 404, headers, body: `<html>${echo}</html>` },
    { kind: "response", status: 200, headers, body: JSON.stringify({ data: { id: echo } }) },
    { kind: "brokenConnection", code: "ECONNRESET", mayHaveArrived: true },
    { kind: "proxyRefusal", status: 407 },
    { kind: "untrustedServer", code: "EPROTO" },
    { kind: "timeout", timeoutMs: 1000 },
    { kind: "failed", code: "no code" },
    { kind: "tooLarge" },
  ];
}

const key = fc
  .string({ unit: "grapheme-ascii", minLength: 20, maxLength: 40 })
  .filter((text) => text.trim().length >= 20);
const tokenSecret = fc.stringMatching(/^[0-9A-Za-z]{36}$/);

test("no error holds a credential or a leaked token, whatever Datadog echoes", async () => {
  await fc.assert(
    fc.asyncProperty(key, key, tokenSecret, async (apiKey, appKey, secret) => {
      const leaked = `ddpat_1dm1op4lL89nV8pt94Tdk8_${secret}`;
      const credentials: Credentials = {
        kind: "keys",
        apiKey: new Secret(apiKey),
        appKey: new Secret(appKey),
        source: "environment",
        name: "DD_API_KEY and DD_APP_KEY",
        appKeyName: "DD_APP_KEY",
      };
      for (const result of resultsThatEcho(`${apiKey.trim()} ${appKey.trim()} ${leaked}`)) {
        for (const call of ["revoke", "find"] as const) {
          const { client, clock } = testClient([result], { credentials });
          const error = await rejectionOf(clock.run<unknown>(client[call](tokenId)));
          expect(error).toBeInstanceOf(DatadogError);
          const printed = [
            inspect(error, { depth: 9, showHidden: true }),
            JSON.stringify(error),
            String(error),
          ].join("\n");
          expect([apiKey.trim(), appKey.trim(), secret].filter((text) => printed.includes(text))).toEqual([]);
        }
      }
    }),
    { numRuns: 25 },
  );
});

test("no error holds the bearer token, itself a personal access token, whatever Datadog echoes", async () => {
  const bearer = `ddpat_2ySDERb6wx1YqV1udJl61q_${"S".repeat(36)}`;
  const credentials: Credentials = {
    kind: "bearer",
    token: new Secret(bearer),
    source: "environment",
    name: "DD_BEARER_TOKEN",
  };
  for (const result of resultsThatEcho(bearer)) {
    const { client, clock } = testClient([result], { credentials });
    expect(
      inspect(await rejectionOf(clock.run(client.revoke(tokenId))), { depth: 9, showHidden: true }),
    ).not.toContain("SSSS");
  }
});
