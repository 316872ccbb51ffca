import * as pulumi from "@pulumi/pulumi";
import { PersonalAccessTokenRevocation } from "pulumi-datadog-token-revocation";

// Nothing is revoked while the environment lives; `pulumi destroy` revokes the token that it was lent.
const lentToken = new PersonalAccessTokenRevocation("lent-to-this-environment", {
  tokenId: new pulumi.Config().require("lentTokenId"),
  revokeOn: "delete",
  reason: "lent to the preview environment of this stack",
});

export const { status, evidence } = lentToken;
