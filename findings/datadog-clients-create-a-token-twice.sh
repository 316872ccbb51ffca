#!/usr/bin/env bash
# Datadog's API clients, told to retry, create a token twice and tell of one.
#
# Software: npm @datadog/datadog-api-client 1.64.0 and PyPI datadog-api-client 2.62.0, both with `enableRetry`
#   (`enable_retry`) on.
# Expected: a POST that makes a credential is sent once, or again only if it surely had no effect, as after a 429.
# Behaviour: both send it again after any 5xx. If the first one had its effect and a gateway lost the answer, two tokens
#   of the same name live. The program is told the id and the text of the second; nobody ever had the text of the
#   first, nobody knows its id, and it lives until it expires, if it does.
# Why it matters: a token that was rotated by such a program leaves a twin behind. A list of what to revoke that is made
#   from the program's own records lacks it; only Datadog's list of tokens has both.
# Known: the option's description promises retries of 5xx; which methods it holds for is said nowhere. No report found.
#
# Output seen (the server of the script answers the first POST with 502 after it made the token):
#   npm: told of token 2; the server has "rotated" 1 and "rotated" 2
#   PyPI: told of token 2; the server has "rotated" 1 and "rotated" 2
#   As stated.
set -euo pipefail

missing() { echo "$1" >&2; exit 2; }
changed() { echo "No longer as stated: $1" >&2; exit 1; }

command -v npm >/dev/null || missing "This needs Node.js 18 or newer, with npm."
node -e 'process.exit(Number.parseInt(process.versions.node) < 18 ? 1 : 0)' || missing "This needs Node.js 18 or newer."
python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null ||
  missing "This needs Python 3.10 or newer, with venv."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
unset DD_API_KEY DD_APP_KEY DD_SITE DD_BEARER_TOKEN

echo '{"private":true}' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund @datadog/datadog-api-client@1.64.0 ||
  missing "npm could not install the package."
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check datadog-api-client==2.62.0 ||
  missing "pip could not install the package."

# Makes tokens, loses the first answer, runs a command that makes one token, and prints what each side knows.
cat >watch.mjs <<'JS'
import { spawn } from "node:child_process";
import { createServer } from "node:http";

const made = [];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  const { data } = JSON.parse(body);
  made.push(data.attributes.name);
  if (made.length === 1) {
    response.writeHead(502).end();
    return;
  }
  const id = `00000000-0000-4000-8000-${String(made.length).padStart(12, "0")}`;
  response.writeHead(201, { "Content-Type": "application/json" });
  response.end(JSON.stringify({ data: { ...data, id, attributes: { ...data.attributes, key: "made-up" } } }));
});
server.listen(0, "127.0.0.1", () => {
  const [command, ...words] = process.argv.slice(2);
  const env = { ...process.env, SERVER: `http://127.0.0.1:${server.address().port}` };
  const program = spawn(command, words, { env, stdio: ["ignore", "pipe", "inherit"] });
  let told = "";
  program.stdout.on("data", (text) => (told += text));
  program.on("close", () => {
    const has = made.map((name, index) => `"${name}" ${index + 1}`).join(" and ");
    console.log(`told of token ${told.trim().replace(/^.*-0*/, "")}; the server has ${has}`);
    server.closeAllConnections?.();
    server.close();
  });
});
JS

cat >call.cjs <<'JS'
const { client, v2 } = require("@datadog/datadog-api-client");

const configuration = client.createConfiguration({
  baseServer: new client.BaseServerConfiguration(process.env.SERVER, {}),
  authMethods: { AuthZ: { accessToken: "made-up" } },
  enableRetry: true,
});
const attributes = { name: "rotated", scopes: ["metrics_read"], expiresAt: new Date("2030-01-01T00:00:00Z") };
new v2.KeyManagementApi(configuration)
  .createPersonalAccessToken({ body: { data: { type: "personal_access_tokens", attributes } } })
  .then(({ data }) => console.log(data.id));
JS

cat >call.py <<'PY'
import os
from datetime import datetime, timezone
from datadog_api_client import ApiClient, Configuration
from datadog_api_client.v2.api.key_management_api import KeyManagementApi
from datadog_api_client.v2.model.personal_access_token_create_attributes import PersonalAccessTokenCreateAttributes
from datadog_api_client.v2.model.personal_access_token_create_data import PersonalAccessTokenCreateData
from datadog_api_client.v2.model.personal_access_token_create_request import PersonalAccessTokenCreateRequest
from datadog_api_client.v2.model.personal_access_tokens_type import PersonalAccessTokensType

attributes = PersonalAccessTokenCreateAttributes(
    name="rotated", scopes=["metrics_read"], expires_at=datetime(2030, 1, 1, tzinfo=timezone.utc)
)
data = PersonalAccessTokenCreateData(attributes=attributes, type=PersonalAccessTokensType.PERSONAL_ACCESS_TOKENS)
configuration = Configuration(host=os.environ["SERVER"], access_token="made-up", enable_retry=True)
with ApiClient(configuration) as client:
    made = KeyManagementApi(client).create_personal_access_token(PersonalAccessTokenCreateRequest(data=data))
    print(made.data.id)
PY

for package in npm PyPI; do
  call=(node call.cjs)
  [[ $package == npm ]] || call=(python/bin/python call.py)
  seen=$(node watch.mjs "${call[@]}")
  echo "$package: $seen"
  [[ $seen == 'told of token 2; the server has "rotated" 1 and "rotated" 2' ]] || changed "$package: $seen"
done
echo "As stated."
