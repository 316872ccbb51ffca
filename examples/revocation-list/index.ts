import * as pulumi from "@pulumi/pulumi";
import { RevocationList } from "pulumi-datadog-token-revocation";

const file = new pulumi.Config().get("list") ?? "revocations.yaml";

export const { revocations } = new RevocationList("revocations", { file });
