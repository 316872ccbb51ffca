import { inspect } from "node:util";
import type { AttemptResult } from "../../../../provider/datadog/http/attempt";
import { secretsOf } from "../../../../provider/datadog/http/credentials";
import { bearer, currentUser, ok } from "./support/identity-answers";
import { status, type Step } from "./support/scripted-send";
import { keys, testClient, type TestClientOptions } from "./support/test-client";

/** The identity, and the paths that were asked for it. */
async function identified(script: readonly Step[], options: TestClientOptions = {}) {
  const { client, network, clock } = testClient(script, options);
  const identity = await clock.run(client.identify());
  return { identity, asked: network.requests.map(({ url }) => new URL(url).pathname) };
}

const echoes = (echo: string): AttemptResult[] => [
  ...[200, 302, 401, 403, 404, 429, 500].map((code) => status(code, { errors: [echo, { title: echo }] })),
  ok(echo),
  ok({ status: echo, data: { id: echo, attributes: { valid: true } } }),
  currentUser({ id: echo, type: "orgs" }),
];

test.each([keys, bearer])(
  "no identity holds a credential, whatever Datadog echoes (%#)",
  async (credentials) => {
    for (const secret of secretsOf(credentials)) {
      for (const result of echoes(secret.reveal())) {
        const { identity } = await identified([result], { credentials });
        expect(inspect(identity)).not.toContain(secret.reveal());
      }
    }
  },
);
