import type { AttemptResult } from "../../../../provider/datadog/http/attempt";
import { status } from "./support/scripted-send";
import { rejectionOf, testClient, tokenId } from "./support/test-client";

const failed = {
  revoke: `Failed to revoke personal access token "${tokenId}" on datadoghq.com: `,
  find: `Failed to look up personal access token "${tokenId}" on datadoghq.com: `,
};

const noGateway =
  "Nothing was concluded from it. Check that Datadog's API answers, and no proxy or gateway in its place " +
  "(datadog:apiUrl, DD_API_URL, HTTPS_PROXY).";
const page = (code: number, headers: Record<string, string> = {}): AttemptResult => ({
  kind: "response",
  status: code,
  headers,
  body: "<html>page</html>",
});

interface Unexpected {
  name: string;
  verb: "revoke" | "find";
  result: AttemptResult;
  end: string;
}

const unexpected: Unexpected[] = [
  {
    name: "a redirect",
    verb: "revoke",
    result: page(302, { location: "https://login.example.org/?next=secret" }),
    end: `302 Found, a redirect to login.example.org, which is not followed. ${noGateway}`,
  },
  {
    name: "a redirect to nowhere",
    verb: "revoke",
    result: page(304),
    end: `304 Not Modified, a redirect to nowhere, which is not followed. ${noGateway}`,
  },
  {
    name: "another success",
    verb: "revoke",
    result: page(202),
    end: `202 Accepted, where 204 is documented. ${noGateway}`,
  },
  {
    name: "a success without a body",
    verb: "find",
    result: status(204),
    end: `204 No Content, where 200 is documented. ${noGateway}`,
  },
  {
    name: "a page",
    verb: "find",
    result: page(200),
    end: `200 OK with a body that is not JSON. ${noGateway}`,
  },
  {
    name: "another token",
    verb: "find",
    result: { kind: "response", status: 200, headers: {}, body: "{}" },
    end: `200 OK with a body that does not describe this token. ${noGateway}`,
  },
  { name: "a status without a name", verb: "find", result: page(499), end: `499. ${noGateway}` },
  {
    name: "too much",
    verb: "find",
    result: { kind: "tooLarge" },
    end: `an answer of more than 1 MiB. ${noGateway}`,
  },
  {
    name: "a refusal in Datadog's own words",
    verb: "revoke",
    result: status(400, { errors: [{ title: "Invalid", detail: "Bad id" }] }),
    end: '400 Bad Request ("Invalid: Bad id"). Nothing was concluded from it. If running again does not help, report it with this text.',
  },
];

test.each(unexpected)("nothing is concluded from $name", async ({ verb, result, end }) => {
  const { client, clock } = testClient([result]);
  expect(await rejectionOf(clock.run<unknown>(client[verb](tokenId)))).toMatchObject({
    name: "UnexpectedResponseError",
    message: failed[verb] + end,
  });
});
