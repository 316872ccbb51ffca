import fc from "fast-check";
import { parseApiUrl } from "../../../../../provider/datadog/http/api-url";
import { anyText } from "../../../../support/any-text";

test.each([
  ["https://api.datadoghq.eu", "https://api.datadoghq.eu"],
  ["https://proxy.example.org/", "https://proxy.example.org"],
  ["https://proxy.example.org:8443/datadog/eu/", "https://proxy.example.org:8443/datadog/eu"],
  [" HTTPS://Proxy.Example.ORG//\n", "https://proxy.example.org"],
  ["http://localhost:8126", "http://localhost:8126"],
  ["http://127.0.0.1:8126/", "http://127.0.0.1:8126"],
  ["http://127.9.9.9", "http://127.9.9.9"],
  ["http://127.1:80", "http://127.0.0.1"],
  ["http://[::1]:8126/prefix", "http://[::1]:8126/prefix"],
])("%j is the base URL %s", (text, url) => {
  expect(parseApiUrl(text)).toEqual({ url });
});

const notAbsolute = "not an absolute URL; expected https://<host>, with a path prefix if need be.";
const insecure =
  "only https is accepted (http on loopback alone), since the credentials travel with each request.";
const credentials = "it holds a user name or password, which a URL is no place for; set it without them.";
const query = "it holds a query or a fragment; set it without them.";

test.each([
  ["", notAbsolute],
  ["api.datadoghq.com", notAbsolute],
  ["/api", notAbsolute],
  ["https://", notAbsolute],
  ["http://api.datadoghq.com", insecure],
  ["http://127.0.0.1.example.org", insecure],
  ["http://localhost.example.org", insecure],
  ["http://0.0.0.0", insecure],
  ["http://[::2]", insecure],
  ["ftp://localhost", insecure],
  ["file:///etc/hosts", insecure],
  ["localhost:8126", insecure],
  ["https://user:pass@api.datadoghq.com", credentials],
  ["https://token@api.datadoghq.com", credentials],
  ["https://api.datadoghq.com?key=1", query],
  ["https://api.datadoghq.com/?", query],
  ["https://api.datadoghq.com/#part", query],
])("%j is refused: %s", (text, problem) => {
  expect(parseApiUrl(text)).toEqual({ problem });
});

test("what is wrong is said without echoing the text, and no text makes it fail", () => {
  const shaped = fc.tuple(
    fc.constantFrom("https://u:", "http://", "https://h/?", ""),
    fc.stringMatching(/^[A-Za-z0-9]{12,20}$/),
  );
  fc.assert(
    fc.property(
      fc.oneof(
        anyText().map((text): [string, string] => ["", text]),
        shaped,
      ),
      ([before, text]) => {
        const parsed = parseApiUrl(before + text);
        return !("problem" in parsed) || text.length < 12 || !parsed.problem.includes(text);
      },
    ),
  );
});
