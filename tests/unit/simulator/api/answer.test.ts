import { errorAnswer, noContent, scriptedAnswer } from "../../../../simulator/api/answer";

const jsonApi = { "content-type": "application/vnd.api+json" };

test("an error is a JSON:API answer with a list of texts", () => {
  expect(errorAnswer(400, "one", "two")).toEqual({
    status: 400,
    headers: jsonApi,
    body: '{"errors":["one","two"]}',
  });
});

test("a revocation's answer has neither body nor content type", () => {
  expect(noContent).toEqual({ status: 204, headers: {} });
});

test.each([
  [429, { status: 429, headers: jsonApi, body: '{"errors":["Too Many Requests"]}' }],
  [503, { status: 503, headers: jsonApi, body: '{"errors":["Service Unavailable"]}' }],
  [599, { status: 599, headers: jsonApi, body: '{"errors":["Status 599"]}' }],
  [200, { status: 200, headers: jsonApi, body: "{}" }],
  [204, { status: 204, headers: {} }],
  [302, { status: 302, headers: {} }],
])("a scripted %d comes with its usual body", (script, answer) => {
  expect(scriptedAnswer(script)).toEqual(answer);
});

test("a script without a body has no content type either, as a gateway answers", () => {
  expect(scriptedAnswer({ status: 404, body: "" })).toEqual({ status: 404, headers: {} });
});

test("a script's own headers and body win", () => {
  expect(scriptedAnswer({ status: 429, headers: { "X-RateLimit-Reset": "7, 7" } })).toEqual({
    status: 429,
    headers: { ...jsonApi, "x-ratelimit-reset": "7, 7" },
    body: '{"errors":["Too Many Requests"]}',
  });
  expect(scriptedAnswer({ status: 429, body: "<html>" })).toEqual({
    status: 429,
    headers: { "content-type": "text/html" },
    body: "<html>",
  });
  expect(
    scriptedAnswer({ status: 200, headers: { "Content-Type": "application/json" }, body: { data: 1 } }),
  ).toEqual({
    status: 200,
    headers: { "content-type": "application/json" },
    body: '{"data":1}',
  });
});
