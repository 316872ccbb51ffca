import { rulesBrokenBy } from "../../../../simulator/requests/request-rules";

const path = "/api/v2/personal_access_tokens/35ef7728-4761-41dd-8a7b-f1112a26f840";
const request = {
  method: "DELETE",
  url: path,
  headers: { "user-agent": "client/1.0" },
  shown: { kind: "bearer", token: "T" },
} as const;

test("a well-behaved request breaks no rule", () => {
  expect(rulesBrokenBy(request)).toEqual([]);
});

test.each([
  ["GET", "/api/v2/personal_access_tokens?page[size]=100"],
  ["POST", "/api/v2/personal_access_tokens"],
  ["GET", path],
  ["PATCH", path],
  ["GET", "/api/v2/current_user"],
  ["GET", "/api/v2/validate"],
  ["GET", "/api/v2/validate_keys"],
])("%s %s is an endpoint", (method, url) => {
  expect(rulesBrokenBy({ ...request, method, url })).toEqual([]);
});

test.each([
  ["PUT", path],
  ["POST", path],
  ["DELETE", "/api/v2/personal_access_tokens"],
  ["DELETE", "/api/v2/personal_access_tokens/not-a-uuid"],
  ["DELETE", "/api/v2/api_keys/1"],
  ["PATCH", "/api/v2/current_user"],
])("%s %s is no endpoint", (method, url) => {
  expect(rulesBrokenBy({ ...request, method, url })).toEqual(["unknown endpoint"]);
});

test("a request shows credentials and a user agent", () => {
  expect(rulesBrokenBy({ ...request, shown: { kind: "none" } })).toEqual(["no credentials"]);
  expect(rulesBrokenBy({ ...request, headers: {} })).toEqual(["no user agent"]);
});

test("an API key alone is enough where nothing else is asked for", () => {
  const shown = { kind: "apiKey", apiKey: "K" } as const;
  expect(rulesBrokenBy({ ...request, method: "GET", url: "/api/v2/validate", shown })).toEqual([]);
  expect(rulesBrokenBy({ ...request, method: "GET", url: "/api/v2/validate_keys", shown })).toEqual([
    "no credentials",
  ]);
});

test("a credential is never part of the URL", () => {
  expect(rulesBrokenBy({ ...request, url: `${path}?token=T` })).toEqual(["secret in the URL"]);
});

test("GET and DELETE come without a body", () => {
  const headers = { ...request.headers, "content-length": "2" };
  expect(rulesBrokenBy({ ...request, headers })).toEqual(["unexpected body"]);
  expect(
    rulesBrokenBy({ ...request, headers: { ...request.headers, "transfer-encoding": "chunked" } }),
  ).toEqual(["unexpected body"]);
  expect(rulesBrokenBy({ ...request, headers: { ...request.headers, "content-length": "0" } })).toEqual([]);
  expect(rulesBrokenBy({ ...request, headers, method: "PATCH" })).toEqual([]);
});

test("a request can break several rules", () => {
  expect(rulesBrokenBy({ method: "GET", url: "/", headers: {}, shown: { kind: "none" } })).toEqual([
    "no credentials",
    "no user agent",
    "unknown endpoint",
  ]);
});
