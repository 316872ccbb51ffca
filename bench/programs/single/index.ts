import { readFileSync } from "node:fs";
import { PersonalAccessTokenRevocation } from "pulumi-datadog-token-revocation";

const tokenIds = JSON.parse(readFileSync("token-ids.json", "utf8")) as string[];

tokenIds.forEach((tokenId, index) => {
  new PersonalAccessTokenRevocation(`leaked-${index}`, { tokenId });
});
