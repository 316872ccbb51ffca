import { PersonalAccessTokenRevocation } from "pulumi-datadog-token-revocation";

const revocation = new PersonalAccessTokenRevocation("leaked-in-ci", {
  tokenId: "35ef7728-4761-41dd-8a7b-f1112a26f840",
  reason: "printed in a public CI log",
  ticket: "SEC-1234",
});

export const { status, revokedAt, verifiedAt, evidence } = revocation;
