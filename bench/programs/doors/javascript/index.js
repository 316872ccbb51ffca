const { readFileSync } = require("node:fs");
const { PersonalAccessTokenRevocation } = require("pulumi-datadog-token-revocation");

const [tokenId] = JSON.parse(readFileSync("token-ids.json", "utf8"));

new PersonalAccessTokenRevocation("leaked-0", { tokenId });
