import { CredentialMask } from "../../../../../cli/gitops/credentials/credential-mask";

const key = 'k3y/with+"signs"=7';
const environment = {
  DD_API_KEY: key,
  DD_ACME_BEARER_TOKEN: "ddpat_bearer-of-acme",
  PULUMI_ACCESS_TOKEN: "pul-0123456789abcdef",
  PULUMI_CONFIG_PASSPHRASE: "a passphrase of words",
  GITHUB_TOKEN: "ghs_0123456789abcdef",
  PULUMI_BACKEND_URL: "postgres://ci:p%40ss-of-state@db.example:5432/state?sslmode=disable",
  HTTPS_PROXY: "http://ann:pass-of-proxy@proxy.example:8080",
  SIGNING_KEY: "-----BEGIN KEY-----\nfirst-line-of-it\nsecond-line-of-it\n",
  DD_SITE: "datadoghq.eu",
  DD_PROTECTED_TOKENS: "35ef7728-4761-41dd-8a7b-f1112a26f840",
  PULUMI_STACK: "acme/revocations/prod",
  SHORT_KEY: "test",
};
const mask = new CredentialMask(environment);

/** Everything that a stream writes of pieces, and how many times it wrote. */
function written(...pieces: string[]): { text: string; times: number } {
  let text = "";
  let times = 0;
  const stream = mask.stream((part) => {
    text += part;
    times += 1;
  });
  pieces.forEach(stream.pass);
  stream.end();
  return { text, times };
}

const base64 = (text: string) => Buffer.from(text).toString("base64");

test.each([
  ["an API key", `sent ${key} to`],
  ["a named account's bearer token", "Bearer ddpat_bearer-of-acme."],
  ["Pulumi's token", "token pul-0123456789abcdef refused"],
  ["a passphrase", 'with "a passphrase of words"'],
  ["git's token", "https://x-access-token:ghs_0123456789abcdef@github.com/acme/r"],
  ["a key in JSON", JSON.stringify({ key })],
  ["a key in an address", `?api_key=${encodeURIComponent(key)}&x`],
  ["a passphrase in a form", "p=a+passphrase+of+words"],
  ["the backend's password as it is meant", 'password "p@ss-of-state" refused'],
  ["the backend's password as it is written", "userinfo p%40ss-of-state"],
  ["a proxy's password", "Proxy-Authorization: pass-of-proxy"],
  ["a line of a key", "near second-line-of-it"],
  ["a key in base64", base64(key)],
  ["a key in base64 behind one byte", base64(`:${key}:`)],
  ["a key in base64 behind two bytes", base64(`u:${key}`)],
])("%s is not shown, wherever the text is cut in pieces", (_, text) => {
  const shown = mask.of(text);
  expect(shown).not.toBe(text);
  expect(shown).toMatch(/\[REDACTED\]|…@/);
  for (let cut = 0; cut <= text.length; cut += 1) {
    const pieces = [`before\n${text.slice(0, cut)}`, `${text.slice(cut)}\nafter`];
    expect({ pieces, text: written(...pieces).text }).toEqual({ pieces, text: `before\n${shown}\nafter` });
  }
  expect(written(...text.split("")).text).toBe(shown);
});

test("the password in an address of which the environment knows nothing is not shown, either", () => {
  const error = 'unable to open state database "postgres://bo:unknown@db.example/x": refused';
  expect(written(...error.split("")).text).toBe(error.replace("bo:unknown@", "…@"));
});

test.each([
  "the site datadoghq.eu",
  environment.DD_PROTECTED_TOKENS,
  environment.PULUMI_STACK,
  "a test",
  "pul-0123",
])("what is no credential is shown: %s", (text) => {
  expect(written(...text.split("")).text).toBe(text);
});

test("what can't be the begin of a credential is shown at once", () => {
  expect(written("@ updating..", "..", "..\n").times).toBe(3);
});

test("without a credential in the environment everything is shown as it comes", () => {
  expect(new CredentialMask({}).of("a text")).toBe("a text");
});
