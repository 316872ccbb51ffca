import { Session } from "../../../../provider/session/session";
import { silentLog } from "../../../support/lifecycle/silent-log";

test("an address stands in for another site once the session is configured anew", () => {
  const session = new Session({ log: silentLog, environment: { DD_API_URL: "http://127.0.0.1:1" } });
  session.configure(new Map());
  session.addressOf({ site: "datadoghq.eu" });
  expect(() => session.addressOf({ site: "datadoghq.com" })).toThrow("it stands in for datadoghq.eu");
  session.configure(new Map());
  expect(session.addressOf({ site: "datadoghq.com" }).url).toBe("http://127.0.0.1:1");
});
