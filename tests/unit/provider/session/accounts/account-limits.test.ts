import type { SendAttempt } from "../../../../../provider/datadog/http/attempt";
import { Session } from "../../../../../provider/session/session";
import { silentLog } from "../../../../support/lifecycle/silent-log";
import { VirtualClock } from "../../../../support/lifecycle/virtual-clock";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const environment = {
  DD_ACCOUNTS: "prod,security",
  DD_PROD_BEARER_TOKEN: "bearer-of-prod",
  DD_SECURITY_BEARER_TOKEN: "bearer-of-security",
};

test("an account whose rate limit is spent holds up no other one on its site", async () => {
  const clock = new VirtualClock();
  const sent: string[] = [];
  const send: SendAttempt = ({ headers }) => {
    const account = (headers["Authorization"] ?? "").replace("Bearer bearer-of-", "");
    sent.push(`${account} after ${clock.elapsedMs / 1000} s`);
    const isSpent = account === "prod" && clock.elapsedMs < 60_000;
    const limit = { "x-ratelimit-limit": "1", "x-ratelimit-period": "60", "x-ratelimit-remaining": "0" };
    return Promise.resolve({
      kind: "response",
      status: isSpent ? 429 : 204,
      headers: isSpent ? { ...limit, "x-ratelimit-reset": "60" } : {},
      body: "",
    });
  };
  const session = new Session({ environment, log: silentLog, clock, send });
  const revokeIn = (account: string) => session.client({ site: "datadoghq.com", account }).revoke(tokenId);
  await clock.run(Promise.all([revokeIn("prod"), revokeIn("security")]));
  expect(sent).toEqual(["prod after 0 s", "security after 0 s", expect.stringMatching(/^prod after /)]);
});
