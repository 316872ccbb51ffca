import { startSimulator, type Simulator } from "datadog-token-simulator";
import { createLifecycle } from "../../../../provider/lifecycle";
import { VirtualClock } from "../../../support/lifecycle/virtual-clock";

const minuteMs = 60_000;

let clock: VirtualClock;
let datadog: Simulator;
beforeEach(async () => {
  clock = new VirtualClock({ runsByItself: true });
  datadog = await startSimulator({
    rateLimit: { limit: 60, periodSeconds: 60 },
    tokens: Array.from({ length: 200 }, () => ({})),
    now: () => clock.now(),
  });
});
afterEach(() => datadog.close());

/** A JSON Web Token, as an identity provider gives one; of these parts nothing is signed. */
function webToken(claims: object): string {
  const parts = [{ alg: "none" }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  );
  return [...parts, "a-signature"].join(".");
}

/** The warnings of checks, one after the other, of so many tokens each. */
async function warningsOf(bearer: string, ...counts: number[]): Promise<string[]> {
  const warnings: string[] = [];
  const log = {
    warn: (words: string) => Promise.resolve(void warnings.push(words)),
    info: () => Promise.resolve(),
  };
  const environment = { DD_BEARER_TOKEN: bearer, DD_API_URL: datadog.url };
  const { session, revocationBatch } = createLifecycle({ environment, clock, log });
  session.configure({ get: () => undefined });
  const ids = datadog.tokens.list().map(({ tokenId }) => tokenId);
  for (const count of counts) {
    const revocations = Object.fromEntries(ids.splice(0, count).map((id) => [id, {}]));
    await revocationBatch.check?.({}, { revocations });
  }
  expect(warnings.join("\n")).not.toContain(bearer);
  return warnings;
}

const lasting = (minutes: number) => webToken({ exp: (clock.now() + minutes * minuteMs) / 1000 });

test("a bearer that expires before its run can end is told, with the time that the run may take at the known rate limit", async () => {
  // 200 tokens are 600 calls, which take 10 minutes; and one call may take 5.
  const expiresAt = new Date(clock.now() + 14 * minuteMs).toISOString();
  expect(await warningsOf(lasting(14), 200)).toEqual([
    `DD_BEARER_TOKEN expires at ${expiresAt}, and this run may take 15 minutes from now: what is not done by then fails with a 401, and is left to the next run. Take a newer token, or DD_DELEGATED_TOKEN, which is renewed.`,
  ]);
});

test("one that lasts longer is not spoken of, and one is told once", async () => {
  expect(await warningsOf(lasting(16), 200)).toEqual([]);
  expect(await warningsOf(lasting(14), 2)).toEqual([]);
  expect(await warningsOf(lasting(4), 2, 2)).toHaveLength(1);
});

test.each([
  ["an access token of Datadog's", "ddpat_1dm1op4lL89nV8pt94Tdk8_notatokenbutatextofthesamelengthxx0000"],
  ["a token without a time", webToken({ sub: "a job" })],
  ["a time that is no number", webToken({ exp: "soon" })],
  ["a time that no calendar has", webToken({ exp: -1e300 })],
  ["a token of nothing", `e30.${Buffer.from("null").toString("base64url")}.e30`],
  ["a text with dots", "one.two.three"],
])("%s says nothing of its end, so nothing is told", async (_, bearer) => {
  expect(await warningsOf(bearer, 2)).toEqual([]);
});
