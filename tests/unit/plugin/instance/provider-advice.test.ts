import { configOf } from "../../../../plugin/instance/provider-config";
import { Settings } from "../../../../provider/session/settings";

const permissions = "They need one of the permissions user_app_keys and org_app_keys_write.";
const given =
  "for which those of the environment are not used: bearerToken (a personal or service access token), or apiKey and appKey.";

test("a provider that a program made is told to bring what it lacks, and not to look for it in the environment", () => {
  const inputs = { accounts: { eu: { site: "datadoghq.eu" }, us: { bearerToken: "token" } } };
  const { accounts } = new Settings(configOf(inputs, "incident"), {});
  expect(() => accounts.account().credentials()).toThrow(
    `No Datadog credentials are set, and nothing was sent. Give them to the provider "incident", ${given} ${permissions} Or name one of the accounts eu, us in the program, as account.`,
  );
  expect(() => accounts.account("eu").credentials()).toThrow(
    `No credentials are set for the Datadog account eu, and nothing was sent with it. Give them to accounts.eu of the provider "incident", ${given} ${permissions}`,
  );
  expect(() => accounts.account("ap")).toThrow(
    'there is no account "ap"; declared are eu, us. Declare it in accounts of the provider "incident".',
  );
});
