import fc from "fast-check";
import { isLoopback } from "../../../../../provider/datadog";
import { allowedHostsIn, apiAddress } from "../../../../../provider/session/accounts/api-address";
import { ConfigurationError } from "../../../../../provider/session/configuration-error";

const site = "datadoghq.eu";
const allowed = allowedHostsIn({
  value: "proxy.example.org:8443/datadog",
  name: "DD_ALLOWED_API_HOSTS",
  source: "environment",
});

/** Texts that look like Datadog's address, the allowed one or this machine, and are often none of them. */
const part = fc.constantFrom(
  ...["https://", "http://", "//", "\\", "/", "@", ":", ".", "%2e", "%2f", "#", "?", "\t", "x", "。"],
  ...[
    "api.",
    "datadoghq.eu",
    "datadoghq.com",
    "proxy.example.org",
    "8443",
    "datadog",
    "127.0.0.1",
    "localhost",
    "[::1]",
  ],
  ...["api/v2", "evil.example", "user:hidden"],
);
const address = fc.array(part, { minLength: 1, maxLength: 7 }).map((parts) => parts.join(""));

test("whatever the stack names as an address, the credentials go to Datadog's own host, this machine, or what the environment allows", () => {
  const accepted = new Set<string>();
  fc.assert(
    fc.property(
      fc.oneof(
        address,
        address.map((rest) => `https://${rest}`),
        fc.webUrl(),
      ),
      (value) => {
        let url: URL;
        try {
          url = new URL(
            apiAddress({ value, name: "datadog:apiUrl", source: "stack configuration" }, site, allowed).url,
          );
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigurationError);
          return;
        }
        accepted.add(url.host);
        const isAllowed = `${url.host}${url.pathname}` === "proxy.example.org:8443/datadog";
        const isOwn = url.hostname === "api.datadoghq.eu" && url.pathname === "/";
        const isHere = isLoopback(url) && url.pathname === "/";
        expect([url.href, isAllowed || isOwn || isHere]).toEqual([url.href, true]);
        expect([url.username, url.password, url.search, url.hash]).toEqual(["", "", "", ""]);
        expect(url.protocol === "https:" || isLoopback(url)).toBe(true);
      },
    ),
    { numRuns: 20_000 },
  );
  expect([...accepted]).toEqual(expect.arrayContaining(["api.datadoghq.eu", "127.0.0.1", "[::1]"]));
});
