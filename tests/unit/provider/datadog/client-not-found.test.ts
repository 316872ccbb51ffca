import type { AttemptResult } from "../../../../provider/datadog/http/attempt";
import { status } from "./support/scripted-send";
import { rejectionOf, testClient, tokenId } from "./support/test-client";

const calls = ["revoke", "find"] as const;
const failed = {
  revoke: `Failed to revoke personal access token "${tokenId}" on datadoghq.com: `,
  find: `Failed to look up personal access token "${tokenId}" on datadoghq.com: `,
};

const notFound = (body: string): AttemptResult => ({ kind: "response", status: 404, headers: {}, body });

const own = [
  status(404, { errors: ["Personal access token not found"] }),
  status(404, { errors: [{ title: "Not found", status: "404" }] }),
];
const bare = ["", " ", "\r\n"];
const foreign = [
  "<html>no such page</html>",
  '{"message":"no route"}',
  "null",
  '{"errors":[]}',
  '{"errors":[null,""]}',
  '{"errors":"Not found"}',
];

test.each([false, true])(
  "a 404 in Datadog's own words is no token (bare ones accepted: %s)",
  async (accept) => {
    for (const result of own) {
      const { client, clock } = testClient([result], { acceptBareNotFound: accept });
      await expect(clock.run(client.revoke(tokenId))).resolves.toMatchObject({ outcome: "notFound" });
      await expect(clock.run(client.find(tokenId))).resolves.toBeUndefined();
    }
  },
);

test.each(calls)("a bare 404 proves nothing to %s, since many gateways answer so", async (call) => {
  for (const body of bare) {
    const { client, clock } = testClient([notFound(body)]);
    expect(await rejectionOf(clock.run<unknown>(client[call](tokenId)))).toMatchObject({
      name: "UnexpectedResponseError",
      status: 404,
      message:
        `${failed[call]}404 Not Found with no body: a gateway or a wrong path seems to have answered. ` +
        "Nothing was concluded from it. Check datadog:apiUrl (DD_API_URL) and the proxy (HTTPS_PROXY, NO_PROXY). " +
        'If Datadog itself answers so, set datadog:acceptBareNotFound (DD_ACCEPT_BARE_NOT_FOUND) to "true".',
    });
  }
});

test("a bare 404 is taken at its word where that is asked for", async () => {
  for (const body of bare) {
    const { client, clock } = testClient([notFound(body)], { acceptBareNotFound: true });
    await expect(clock.run(client.revoke(tokenId))).resolves.toMatchObject({ outcome: "notFound" });
    await expect(clock.run(client.find(tokenId))).resolves.toBeUndefined();
  }
});

test.each(foreign)("a 404 with the body %j is some gateway's, whatever is asked for", async (body) => {
  for (const call of calls) {
    for (const acceptBareNotFound of [false, true]) {
      const { client, clock } = testClient([notFound(body)], { acceptBareNotFound });
      expect(await rejectionOf(clock.run<unknown>(client[call](tokenId)))).toMatchObject({
        name: "UnexpectedResponseError",
        message:
          `${failed[call]}404 Not Found with a body that is not Datadog's: a gateway or a wrong path seems to have ` +
          "answered. Nothing was concluded from it. Check datadog:apiUrl (DD_API_URL) and the proxy (HTTPS_PROXY, NO_PROXY).",
      });
    }
  }
});

test("a list is never not found, and no setting makes it so", async () => {
  const { client, clock } = testClient([notFound("")], { acceptBareNotFound: true });
  expect(await rejectionOf(clock.run(client.list({ pageNumber: 0 })))).toMatchObject({
    message:
      "Failed to list personal access tokens on datadoghq.com: 404 Not Found with no body: a gateway or a wrong path seems " +
      "to have answered. Nothing was concluded from it. Check datadog:apiUrl (DD_API_URL) and the proxy (HTTPS_PROXY, NO_PROXY).",
  });
});

test.each([
  ["revoke", 200, "204"],
  ["find", 204, "200"],
] as const)("%s takes no %d for an answer", async (call, code, expected) => {
  const { client, clock } = testClient([status(code)]);
  expect(await rejectionOf(clock.run<unknown>(client[call](tokenId)))).toMatchObject({
    message: expect.stringContaining(
      `where ${expected} is documented. Nothing was concluded from it.`,
    ) as unknown,
  });
});
