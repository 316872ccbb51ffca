import type { StackValidationPolicy } from "@pulumi/policy";
import { containsTokenText, redactTokenText } from "pulumi-datadog-token-revocation";
import { configurationUntold, plainConfiguration } from "./stack/plain-configuration";
import { settingKeys } from "./stack/setting-namespaces";

interface Config {
  keys: string[];
}

/** A credential that was set without `--secret` stands in `Pulumi.<stack>.yaml`, and so in git, for everybody to read. */
export const noPlainTextCredential: StackValidationPolicy = {
  name: "no-plain-text-credential",
  description: "No credential stands in the stack's configuration as plain text.",
  enforcementLevel: "mandatory",
  severity: "critical",
  remediationSteps:
    "Revoke the credential in Datadog, since it was readable; then set the new one with " +
    "`pulumi config set --secret <key>`, or in the environment of pulumi.",
  configSchema: {
    properties: {
      keys: {
        type: "array",
        items: { type: "string" },
        description:
          "The configuration's keys that hold a credential. Any key is searched for an access token's text.",
        default: ["bearerToken", "apiKey", "appKey"].flatMap(settingKeys),
      },
    },
  },
  validateStack(args, report) {
    const plain = plainConfiguration();
    if (plain === undefined) {
      report(configurationUntold);
      return;
    }
    const accounts = settingKeys("accounts");
    const credentials = new Set(args.getConfig<Config>().keys);
    for (const [key, value] of [...plain].sort()) {
      const name = redactTokenText(key);
      if (containsTokenText(value)) {
        report(`${name} holds a Datadog access token's text, in the stack's configuration as plain text.`);
      } else if (accounts.includes(key) && /"(?:bearerToken|apiKey|appKey)"\s*:\s*"[^"]/.test(value)) {
        report(`${name} holds an account's credential, in the stack's configuration as plain text.`);
      } else if (credentials.has(key) && value.trim() !== "") {
        report(`${name} stands in the stack's configuration as plain text.`);
      }
    }
  },
};
