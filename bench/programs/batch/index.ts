import { readFileSync } from "node:fs";
import { PersonalAccessTokenRevocationBatch } from "pulumi-datadog-token-revocation";

const tokenIds = JSON.parse(readFileSync("token-ids.json", "utf8")) as string[];

new PersonalAccessTokenRevocationBatch("leaked", { tokenIds, evidence: false });
