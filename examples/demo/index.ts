import * as pulumi from "@pulumi/pulumi";
import { PersonalAccessTokenRevocation } from "pulumi-datadog-token-revocation";

const config = new pulumi.Config();
const ticket = "SEC-1234";

const byId = new PersonalAccessTokenRevocation("found-in-ci-log", {
  tokenId: config.require("tokenId"),
  reason: "printed in a public CI log",
  ticket,
});
const byText = new PersonalAccessTokenRevocation("found-in-chat", {
  token: config.requireSecret("leakedToken"),
  reason: "pasted into a chat",
  ticket,
});
const onceMore = new PersonalAccessTokenRevocation("found-in-backup", {
  tokenId: config.require("revokedTokenId"),
  reason: "found in an old backup",
  ticket,
});

export const statuses = { byId: byId.status, byText: byText.status, onceMore: onceMore.status };
