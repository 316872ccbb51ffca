import * as datadog from "@pulumi/datadog";
import * as pulumi from "@pulumi/pulumi";
import { PersonalAccessTokenRevocation } from "pulumi-datadog-token-revocation";

const successor = new datadog.ServiceAccessToken("ci-metrics", {
  serviceAccountId: new pulumi.Config().require("serviceAccountId"),
  name: "CI metrics",
  scopes: ["metrics_read"],
});

// The reason is unknown until the successor exists, so the leaked token dies only after that.
export const revocation = new PersonalAccessTokenRevocation("leaked-in-ci", {
  tokenId: "35ef7728-4761-41dd-8a7b-f1112a26f840",
  reason: pulumi.interpolate`printed in a public CI log; replaced by ${successor.publicPortion}`,
  ticket: "SEC-1236",
});
