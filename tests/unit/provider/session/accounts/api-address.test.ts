import { allowedHostsIn, apiAddress } from "../../../../../provider/session/accounts/api-address";
import type { Found } from "../../../../../provider/session/setting-sources";

const inStack = (value: string): Found => ({ value, name: "datadog:apiUrl", source: "stack configuration" });
const inEnvironment = (value: string): Found => ({ value, name: "DD_API_URL", source: "environment" });
const allowed = (value: string) =>
  allowedHostsIn({ value, name: "DD_ALLOWED_API_HOSTS", source: "environment" });
const none = allowedHostsIn(undefined);

test("without a setting it is the site's own address", () => {
  expect(apiAddress(undefined, "datadoghq.eu", none)).toEqual({ url: "https://api.datadoghq.eu" });
});

test.each([
  ["https://api.datadoghq.eu", "https://api.datadoghq.eu"],
  ["https://api.datadoghq.eu/", "https://api.datadoghq.eu"],
  ["https://api.datadoghq.eu/api", "https://api.datadoghq.eu"],
  ["https://api.datadoghq.eu/api/v2", "https://api.datadoghq.eu"],
  ["https://api.datadoghq.eu/api/v2/", "https://api.datadoghq.eu"],
])("%s is Datadog's own address, and nothing to be told", (text, url) => {
  expect(apiAddress(inStack(text), "datadoghq.eu", none)).toEqual({ url });
});

test.each([
  [inEnvironment("https://proxy.example.org/api/v2"), "https://proxy.example.org", false],
  [inStack("http://127.0.0.1:8126"), "http://127.0.0.1:8126", true],
  [inEnvironment("http://localhost:8126/"), "http://localhost:8126", true],
])("%j stands in for it, and is told", (found, url, isLoopback) => {
  expect(apiAddress(found, "datadoghq.eu", none)).toEqual({
    url,
    override: { name: found.name, host: new URL(url).host, isLoopback },
  });
});

test.each([
  [
    "the stack may name a host that the environment allows",
    inStack("https://proxy.example.org:8443"),
    "Proxy.example.org:8443",
  ],
  [
    "a path needs saying so",
    inEnvironment("https://proxy.example.org/datadog/api/v2/"),
    "proxy.example.org/datadog/",
  ],
  ...["https://Proxy.example.org:443/api/v2/", "proxy.example.org:443", "PROXY.example.org/api"].map(
    (hosts): [string, Found, string] => [
      `${hosts} is a way to write it`,
      inStack("https://proxy.example.org/api/"),
      hosts,
    ],
  ),
  [
    "a path in the stack, too",
    inStack("https://proxy.example.org/datadog"),
    "other.example.org proxy.example.org/datadog",
  ],
])("%s", (_, found, hosts) => {
  expect(apiAddress(found, "datadoghq.eu", allowed(hosts)).override?.host).toMatch(/^proxy\.example\.org/);
});

test.each([
  ["https://api.datadoghq.com", "it names Datadog's site datadoghq.com, and the request is for datadoghq.eu"],
  ["https://api.us5.datadoghq.com", "it names Datadog's site us5.datadoghq.com"],
  ["https://api.us5.datadoghq.com.", "it names a host of Datadog's that is not its API's"],
  ["https://app.datadoghq.eu", "it names a host of Datadog's that is not its API's"],
  ["https://api.datadoghq.eu/v2", "it has a path"],
  ["https://api.datadoghq.eu/api/v1", "it has a path"],
  ["https://user:hidden@proxy.example.org", "it holds a user name or password"],
])("from wherever it comes, %s is an error", (text, problem) => {
  for (const found of [inStack(text), inEnvironment(text)]) {
    expect(() => apiAddress(found, "datadoghq.eu", none)).toThrow(`${found.name}: ${problem}`);
  }
});

test.each([
  "https://proxy.example.org",
  "https://api.datadoghq.eu.example.org",
  "https://datadoghq-eu.example.org",
])("from the stack's configuration %s gets no credentials", (text) => {
  expect(() => apiAddress(inStack(text), "datadoghq.eu", none)).toThrow(
    "from the stack's configuration only api.<site> and loopback are accepted",
  );
  expect(() => apiAddress(inStack(text), "datadoghq.eu", allowed("example.org"))).toThrow("only api.<site>");
});

test.each([
  ["a path", "https://proxy.example.org", "proxy.example.org/datadog"],
  ["a path in other letters", "https://proxy.example.org/Datadog", "proxy.example.org/datadog"],
  ["a port", "https://proxy.example.org:8443", "proxy.example.org"],
  ["a domain above it", "https://proxy.example.org", "example.org, .example.org, *.example.org, https://*"],
  [
    "what is no host",
    "https://proxy.example.org",
    "user@proxy.example.org proxy.example.org?q http://proxy.example.org",
  ],
])("%s that the environment allows is no word for another address", (_, address, hosts) => {
  expect(() => apiAddress(inStack(address), "datadoghq.eu", allowed(hosts))).toThrow(
    /only api\.<site>|it has a path/,
  );
});
