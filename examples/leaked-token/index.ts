import * as pulumi from "@pulumi/pulumi";
import { PersonalAccessTokenRevocation } from "pulumi-datadog-token-revocation";

// pulumi config set --secret leakedToken   (the text is asked for, and stays out of the shell's history)
const revocation = new PersonalAccessTokenRevocation("leaked-in-a-ticket", {
  token: new pulumi.Config().requireSecret("leakedToken"),
  reason: "pasted into a support ticket",
  ticket: "SEC-1235",
});

export const { tokenId, status, verifiedAt } = revocation;
