import { readCliOptions, type TypedOptions } from "../../../../simulator/command-line/cli-options";

const organization = "4dee724d-00cc-11ea-a77b-570c9d03c6c5";
const user = "3ad549bf-eba0-11e9-a77a-0705486660d0";

test("without options any port, any credentials and no tokens", async () => {
  expect(await readCliOptions({})).toEqual({
    simulator: { port: 0, latencyMs: 0, secondRevocation: 204 },
    creationDelayMs: 0,
    revocationDelayMs: 0,
    quiet: false,
  });
});

test("every option arrives where it belongs", async () => {
  const typed: Required<TypedOptions> = {
    port: "4010",
    tokens: "10",
    rateLimit: "60/300",
    apiKey: "K",
    appKey: "A",
    bearer: "T",
    organization,
    user,
    read: "own",
    revoke: "none",
    serviceAccounts: false,
    currentUser: false,
    latency: "50",
    creationDelay: "2000",
    revocationDelay: "3000",
    secondRevocation: "404",
    quiet: true,
  };
  expect(await readCliOptions(typed)).toEqual({
    simulator: {
      port: 4010,
      tokens: 10,
      rateLimit: { limit: 60, periodSeconds: 300 },
      credentials: { apiKey: "K", appKey: "A", bearerToken: "T" },
      organization,
      currentUserId: user,
      permissions: { read: "own", revoke: "none", serviceAccounts: false, currentUser: false },
      latencyMs: 50,
      secondRevocation: 404,
    },
    creationDelayMs: 2000,
    revocationDelayMs: 3000,
    quiet: true,
  });
});

test("a key pair or a bearer token alone is the only credential", async () => {
  expect((await readCliOptions({ bearer: "T" })).simulator.credentials).toEqual({ bearerToken: "T" });
  expect((await readCliOptions({ apiKey: "K", appKey: "A" })).simulator.credentials).toEqual({
    apiKey: "K",
    appKey: "A",
  });
});

test.each<[TypedOptions, string]>([
  [{ port: "http" }, '--port takes a whole number from 0 to 65535, not "http".'],
  [{ port: "65536" }, '--port takes a whole number from 0 to 65535, not "65536".'],
  [{ port: "-1" }, '--port takes a whole number from 0 to 65535, not "-1".'],
  [{ latency: "1.5" }, '--latency takes a whole number from 0 to 86400000, not "1.5".'],
  [{ revocationDelay: "" }, '--revocation-delay takes a whole number from 0 to 86400000, not "".'],
  [{ creationDelay: "soon" }, '--creation-delay takes a whole number from 0 to 86400000, not "soon".'],
  [{ organization: "acme" }, "--organization takes a UUID."],
  [{ user: "alice" }, "--user takes a UUID."],
  [{ read: "some" }, '--read takes all, own or none, not "some".'],
  [{ revoke: "" }, '--revoke takes all, own or none, not "".'],
  [{ rateLimit: "60" }, '--rate-limit takes REQUESTS/SECONDS, such as 60/60, not "60".'],
  [{ rateLimit: "0/60" }, '--rate-limit takes REQUESTS/SECONDS, such as 60/60, not "0/60".'],
  [{ secondRevocation: "410" }, '--second-revocation takes 204 or 404, not "410".'],
  [{ tokens: "no-such-file.json" }, "The tokens file no-such-file.json can't be read (ENOENT)."],
  [{ tokens: "9999999" }, '--tokens takes a whole number from 0 to 1000000, not "9999999".'],
  [{ apiKey: "K" }, "--api-key and --app-key are a pair: give both or neither."],
  [{ appKey: "A", bearer: "T" }, "--api-key and --app-key are a pair: give both or neither."],
  [
    { bearer: "" },
    "--api-key, --app-key and --bearer can't be empty; leave them out to accept any credentials.",
  ],
])("%j is refused in words", async (typed, message) => {
  await expect(readCliOptions(typed)).rejects.toHaveProperty("message", message);
});
