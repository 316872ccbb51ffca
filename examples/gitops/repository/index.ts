import { RevocationList } from "pulumi-datadog-token-revocation";

export const { revocations } = new RevocationList("revocations", { file: "revocations.yaml" });
