import { runGitops as run } from "../../../support/pipelines/gitops-run";
import {
  token,
  other,
  otherId,
  secret,
  reportOf,
  recordOf,
  resource,
  single,
  exported,
  proven,
  accepted,
  alert,
} from "./proof-states";

const base64 = (text: string) => Buffer.from(text).toString("base64");

async function closable(alerts: object[], resources: object[], ...options: string[]) {
  const report = await reportOf(JSON.stringify(alerts));
  return run(["proof", report, "--alerts", ...options], exported(...resources));
}

test("of GitHub's alerts those are proven whose tokens are verified as gone", async () => {
  const { status, printed } = await closable([alert(7, token), alert(8, other)], [single(proven)]);
  expect({ status, printed }).toEqual({ status: 0, printed: "7\n" });
});

test.each<[string, string, object]>([
  ["the whole token", `${token}_${secret}`, {}],
  ["its public portion", token, {}],
  ["the token with its secret part redacted", `${token}_[REDACTED]`, {}],
  ["the token and a line break", `${token}_${secret}\n`, {}],
  ["the token in base64", base64(`${token}_${secret}`), { is_base64_encoded: true }],
])("an alert is closed if its own secret is the token: %s", async (_, found, more) => {
  expect((await closable([alert(7, found, more)], [single(proven)])).printed).toBe("7\n");
});

test.each<[string, string, object]>([
  ["with an API key before it", `DD_API_KEY=0123456789abcdef0123456789abcdef ${token}`, {}],
  ["with another key behind it", `${token}_${secret} AKIAIOSFODNN7EXAMPLE`, {}],
  ["with another key behind it, without a blank", `${token}_${secret};key=AKIAIOSFODNN7EXAMPLE`, {}],
  ["with another token behind it", `${token}_${secret}${other}_${secret}`, {}],
  ["in a file in base64", base64(`token=${token}\nkey=abc`), { is_base64_encoded: true }],
  ["in JSON", JSON.stringify({ token, key: "abc" }), {}],
])("an alert is not closed that mentions a revoked token %s", async (_, found, more) => {
  const { printed } = await closable(
    [alert(7, found, more)],
    [single(proven), resource({ ...recordOf(proven), tokenId: otherId })],
  );
  expect(printed).toBe("");
});

test("an alert of two tokens is closed only if both are proven", async () => {
  const twice = [alert(7, token), alert(7, other)];
  const second = resource({ ...recordOf(proven), tokenId: otherId });
  expect((await closable(twice, [single(proven)])).printed).toBe("");
  expect((await closable(twice, [single(proven), second])).printed).toBe("7\n");
});

test("no alert is closed by a 404 that was accepted, unless a person says so, which is told beside the numbers", async () => {
  const alerts = [alert(7, token), alert(8, other)];
  const resources = [single(accepted), resource({ ...recordOf(proven), tokenId: otherId })];
  expect((await closable(alerts, resources)).printed).toBe("8\n");
  const { printed, warned } = await closable(alerts, resources, "--accept-not-found");
  expect(printed).toBe("7\n8\n");
  expect(warned).toBe("Accepted by --accept-not-found, and not proven: 7.\n");
});

test("where no alert is open, none is proven", async () => {
  const { status, printed } = await run(["proof", await reportOf("[]"), "--alerts"], exported());
  expect({ status, printed }).toEqual({ status: 0, printed: "" });
});

test.each<[string, object]>([
  ["whose secret is masked", { secret: "ddpat_********" }],
  ["whose secret GitHub was asked to hide", { secret: undefined }],
])("an alert %s stays open, which is told beside the numbers of the others", async (_, masked) => {
  const alerts = [alert(7, token), alert(8, other, masked)];
  const second = resource({ ...recordOf(proven), tokenId: otherId });
  const { status, printed, warned } = await closable(alerts, [single(proven), second]);
  expect({ status, printed }).toEqual({ status: 0, printed: "7\n" });
  expect(warned).toContain("A Datadog access token can't be told, since the report does not show it:");
  expect(warned).toContain("/secret-scanning/8");
});

test("if every open alert is masked, none is taken for closed, and the command fails and says so", async () => {
  const { status, printed, warned } = await closable([alert(8, "ddpat_********")], [single(proven)]);
  expect({ status, printed }).toEqual({ status: 1, printed: "" });
  expect(warned).toContain("the report does not show it");
});
