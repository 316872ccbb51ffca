import { Secret } from "../../../../../provider/datadog/http/secret";
import { locateTexts, type LocateOptions } from "../../../../../provider/datadog/locate/locate-texts";
import { describeLocation } from "../../../../../provider/datadog/locate/token-location";
import { sites } from "../../../../../provider/datadog/token/sites";
import {
  FakeSites,
  ownerId,
  realSecret,
  response,
  stillClock,
  type FakeSite,
} from "../../../../support/locate/datadog-sites";

const alias = "1dm1op4lL89nV8pt94Tdk8";
const text = `ddpat_${alias}_${realSecret}`;
const made = (letter: string, of = alias) => `ddpat_${of}_${letter.repeat(36)}`;
const organization = "00000000-0000-4000-8000-000000000002";

async function locate(
  byName: Record<string, FakeSite>,
  { texts = [text], ...options }: LocateOptions & { texts?: string[] } = {},
) {
  const fake = new FakeSites(byName);
  const clock = stillClock();
  const textsOf = new Map([["it", texts.map((each) => new Secret(each))]]);
  const located = await locateTexts(textsOf, options, { send: fake.send, clock });
  const location = located.get("it");
  if (location === undefined) {
    throw new Error("The token was not located.");
  }
  return { location, fake, clock };
}

test("a token that lives on the second of all sites says which organisation it is of, and whose", async () => {
  const { location, fake } = await locate({ "datadoghq.eu": { live: [text], organization } });
  expect(location).toEqual({
    status: "live",
    site: "datadoghq.eu",
    organization,
    owner: { id: ownerId, handle: "ann@example.com" },
  });
  expect(describeLocation(location)).toBe(
    `live on datadoghq.eu, organisation ${organization}, owner ann@example.com`,
  );
  expect(new Set(fake.asked)).toEqual(
    new Set([
      ...sites.map((site) => `api.${site} /api/v2/validate_keys`),
      "api.datadoghq.eu /api/v2/current_user",
    ]),
  );
});

test("a token whose scopes don't allow to ask whose it is is live all the same", async () => {
  const { location } = await locate({ "datadoghq.com": { live: [text], isUserHidden: true } });
  expect(location).toEqual({ status: "live", site: "datadoghq.com" });
  expect(describeLocation(location)).toBe("live on datadoghq.com, whose organisation it may not ask");
});

test("a token that no site accepts is dead, or made up", async () => {
  const { location } = await locate({}, { sites: ["datadoghq.com", "datadoghq.eu"] });
  expect(location).toEqual({ status: "notAccepted", asked: ["datadoghq.com", "datadoghq.eu"] });
  expect(describeLocation(location)).toBe(
    "not accepted on any site asked (datadoghq.com, datadoghq.eu): dead, or made up",
  );
});

test("with one site down a token that lives on another one is live", async () => {
  const down = { kind: "timeout", timeoutMs: 4000 } as const;
  const { location } = await locate({ "datadoghq.com": { down }, "datadoghq.eu": { live: [text] } });
  expect(location).toMatchObject({ status: "live", site: "datadoghq.eu" });
});

test("with one site down nothing is said of a token that no other site accepts", async () => {
  const down = { kind: "timeout", timeoutMs: 4000 } as const;
  const { location, fake } = await locate({ "datadoghq.com": { down } });
  expect(location).toEqual({
    status: "untold",
    problems: ["datadoghq.com: no answer from api.datadoghq.com within 4 s."],
  });
  expect(fake.asked.filter((each) => each.startsWith("api.datadoghq.com "))).toHaveLength(2);
});

test.each([
  ["a redirect", response(302, "", { location: "https://elsewhere.example" }), "302 Found"],
  ["a page of a gateway's", response(200, "welcome"), "200 OK"],
  ["a 404", response(404, { errors: ["Not found"] }), "404 Not Found"],
  ["a proxy's refusal", { kind: "proxyRefusal", status: 407 } as const, "407 Proxy Authentication Required"],
  [
    "a certificate that is not trusted",
    { kind: "untrustedServer", code: "CERT_HAS_EXPIRED" } as const,
    "not trusted",
  ],
])("%s is no answer of Datadog's, and is named", async (_, down, words) => {
  const { location } = await locate({ "datadoghq.com": { down } }, { sites: ["datadoghq.com"] });
  expect(location).toEqual({ status: "untold", problems: [expect.stringContaining(words)] });
});

test.each([
  ["x-ratelimit-reset", "3", 3000],
  ["x-ratelimit-reset", "20", 20_000],
  ["retry-after", "20", 20_000],
  ["retry-after", "soon", 500],
])("Datadog's rate limit is waited for once, as long as Datadog says: %s: %s", async (name, value, ms) => {
  const down = response(429, { errors: ["slow down"] }, { [name]: value });
  const { location, clock } = await locate({ "datadoghq.com": { down } }, { sites: ["datadoghq.com"] });
  expect(clock.slept).toEqual([ms]);
  expect(location.status).toBe("untold");
});

test("a rate limit beyond the time for all of it is not waited for, and nothing is sent before its end", async () => {
  const down = response(429, { errors: ["slow down"] }, { "retry-after": "90" });
  const { location, clock, fake } = await locate({ "datadoghq.com": { down } }, { sites: ["datadoghq.com"] });
  expect(clock.slept).toEqual([]);
  expect(fake.requests).toHaveLength(1);
  expect(location.status).toBe("untold");
});

test("a text that two sites accept is believed of neither", async () => {
  const { location } = await locate({ "datadoghq.com": { live: [text] }, "datadoghq.eu": { live: [text] } });
  expect(location).toEqual({
    status: "untold",
    problems: [expect.stringContaining("Accepted on datadoghq.com and on datadoghq.eu")],
  });
});

test("invented secrets behind a real public portion hide the real one from nobody", async () => {
  const texts = [made("x"), made("y"), text];
  const { location } = await locate({ "us5.datadoghq.com": { live: [text] } }, { texts });
  expect(location).toMatchObject({ status: "live", site: "us5.datadoghq.com" });
});

test("a planted public portion with an invented secret proves nothing", async () => {
  const { location } = await locate({ "datadoghq.com": { live: [text] } }, { texts: [made("x")] });
  expect(location.status).toBe("notAccepted");
});

test("a public portion alone can't be asked with", async () => {
  const { location, fake } = await locate({}, { texts: [] });
  expect(location).toEqual({ status: "publicPortionOnly" });
  expect(fake.requests).toEqual([]);
});

test("what was not asked within the time is said", async () => {
  const { location } = await locate({}, { deadlineSeconds: 0, sites: ["datadoghq.com"] });
  expect(location).toEqual({
    status: "untold",
    problems: ["datadoghq.com: not asked, since the time for all of it was over."],
  });
});

test("a site that is silent twice in a row is not waited for again", async () => {
  const fake = new FakeSites({ "ddog-gov.com": { down: { kind: "timeout", timeoutMs: 4000 } } });
  const textsOf = new Map(
    Array.from({ length: 60 }, (_, index) => [
      String(index),
      [new Secret(made(String.fromCharCode(65 + (index % 26))))],
    ]),
  );
  await locateTexts(textsOf, {}, { send: fake.send, clock: stillClock() });
  const toSilent = fake.asked.filter((each) => each.startsWith("api.ddog-gov.com "));
  expect(toSilent.length).toBeLessThanOrEqual(20);
});

test("a site that sends the text back has named nobody", async () => {
  const send = new FakeSites({ "datadoghq.com": { live: [text], organization: text } }).send;
  const located = await locateTexts(new Map([["it", [new Secret(text)]]]), {}, { send, clock: stillClock() });
  expect(JSON.stringify([...located])).not.toContain(realSecret);
});

test("no setting of the environment moves a leaked text to another host", async () => {
  const before = process.env["DD_API_URL"];
  process.env["DD_API_URL"] = "https://evil.example";
  try {
    const { fake } = await locate({ "datadoghq.com": { live: [text] } });
    expect(
      fake.requests
        .map(({ url }) => new URL(url).origin)
        .filter((origin) => !sites.some((site) => origin === `https://api.${site}`)),
    ).toEqual([]);
  } finally {
    if (before === undefined) {
      Reflect.deleteProperty(process.env, "DD_API_URL");
    } else {
      process.env["DD_API_URL"] = before;
    }
  }
});
