import { Secret } from "../../../../provider/datadog/http/secret";
import type { AttemptResult } from "../../../../provider/datadog/http/attempt";
import type { Credentials } from "../../../../provider/datadog/http/credentials";
import type { DatadogClientOptions } from "../../../../provider/datadog/client-options";
import { refused, reset, status, type Step } from "./support/scripted-send";
import { rejectionOf, testClient, tokenId } from "./support/test-client";
import type { VirtualClock } from "../../../support/lifecycle/virtual-clock";

const revoking = `Failed to revoke personal access token "${tokenId}" on us5.datadoghq.com: `;
const lookingUp = `Failed to look up personal access token "${tokenId}" on us5.datadoghq.com: `;

const bearer: Credentials = {
  kind: "bearer",
  token: new Secret("a-bearer-token-of-mine"),
  source: "stack configuration",
  name: "datadog:bearerToken",
};

type Script = readonly Step[] | ((clock: VirtualClock) => readonly Step[]);

async function errorOf(
  verb: "revoke" | "find",
  script: Script,
  options: Partial<DatadogClientOptions> = {},
  time?: VirtualClock,
): Promise<unknown> {
  const { client, clock } = testClient(script, { site: "us5.datadoghq.com", random: () => 0.5, ...options });
  return rejectionOf((time ?? clock).run<unknown>(client[verb](tokenId)));
}

test("a 401 names the credentials and where they came from", async () => {
  expect(await errorOf("revoke", [status(401, { errors: ["Unauthorized"] })])).toMatchObject({
    name: "CredentialRejectedError",
    message:
      `${revoking}401 Unauthorized ("Unauthorized"). Datadog does not accept DD_API_KEY and DD_APP_KEY (from the environment): ` +
      "check that what is set there is complete, not revoked, and of an organisation on us5.datadoghq.com.",
    status: 401,
    errors: ["Unauthorized"],
    tokenId,
    site: "us5.datadoghq.com",
    attempts: 1,
  });
});

test("a 403 names the token, the site and the permissions of which one is needed", async () => {
  expect(
    await errorOf("find", [status(403, { errors: ["Forbidden", "No"] })], { credentials: bearer }),
  ).toMatchObject({
    name: "PermissionDeniedError",
    message:
      `${lookingUp}403 Forbidden ("Forbidden", "No"). datadog:bearerToken (from the stack configuration) must have one of the ` +
      "permissions user_app_keys (for the tokens of its own user) and org_app_keys_write (for everybody's), and be of the " +
      "organisation on us5.datadoghq.com that the token belongs to.",
    status: 403,
    errors: ["Forbidden", "No"],
  });
});

const again = "The token may still be valid: run again, which does no harm. ";

const exhausted: [string, Step[], string][] = [
  [
    "a server in trouble",
    [status(503, { errors: ["Try later"] })],
    `503 Service Unavailable ("Try later"). ${again}If it goes on, see Datadog's status page.`,
  ],
  [
    "a broken connection",
    [reset],
    `a broken connection to api.us5.datadoghq.com (ECONNRESET). ${again}If it goes on, check the network, ` +
      "the proxy (HTTPS_PROXY, NO_PROXY) and datadog:apiUrl (DD_API_URL).",
  ],
  [
    "no connection",
    [refused],
    `no connection to api.us5.datadoghq.com (ECONNREFUSED). ${again}If it goes on, check the network, ` +
      "the proxy (HTTPS_PROXY, NO_PROXY) and datadog:apiUrl (DD_API_URL).",
  ],
  [
    "a proxy that can't connect",
    [{ kind: "proxyRefusal", status: 502 }],
    `a proxy's refusal to connect to api.us5.datadoghq.com: 502 Bad Gateway. ${again}Check HTTPS_PROXY and NO_PROXY, ` +
      "and what the proxy allows.",
  ],
];

test.each(exhausted)(
  "giving up on %s says what was tried, how often, for how long, and the last result",
  async (_name, script, end) => {
    expect(await errorOf("revoke", script)).toMatchObject({
      name: "RetriesExhaustedError",
      message: `${revoking}gave up after trying DELETE 8 times in 46 s; the last result was ${end}`,
      attempts: 8,
    });
  },
);

const unconnected: [string, AttemptResult, string][] = [
  [
    "an untrusted certificate",
    { kind: "untrustedServer", code: "SELF_SIGNED_CERT_IN_CHAIN" },
    "a certificate or TLS version of api.us5.datadoghq.com that is not trusted here (SELF_SIGNED_CERT_IN_CHAIN). " +
      "If a proxy of yours signs it, set NODE_EXTRA_CA_CERTS to the file with that authority's certificate.",
  ],
  [
    "a proxy's refusal",
    { kind: "proxyRefusal", status: 407 },
    "a proxy's refusal to connect to api.us5.datadoghq.com: 407 Proxy Authentication Required. " +
      "Check HTTPS_PROXY and NO_PROXY, and what the proxy allows.",
  ],
  [
    "an unknown failure",
    { kind: "failed", code: "ERR_INVALID_URL" },
    "a failure of the request itself (ERR_INVALID_URL). If running again does not help, report it with this text.",
  ],
];

test.each(unconnected)("%s is reported at once, with what to do about it", async (_name, result, end) => {
  const error = await errorOf("revoke", [result]);
  expect(error).toMatchObject({
    name: "ConnectionRefusedError",
    message: revoking + end,
    attempts: 1,
    errors: [],
    status: undefined,
  });
});
