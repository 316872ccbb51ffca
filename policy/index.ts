import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies";
import { keepPlainConfiguration } from "./stack/plain-configuration";

// Before the pack is served: the service's definition is read once, then.
keepPlainConfiguration();

new PolicyPack("datadog-token-revocation", {
  description: "Guard rails for stacks that revoke leaked Datadog personal access tokens.",
  enforcementLevel: "mandatory",
  policies,
});
