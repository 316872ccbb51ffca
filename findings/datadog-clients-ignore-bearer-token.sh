#!/usr/bin/env bash
# Datadog's API clients for Node.js and Python leave DD_BEARER_TOKEN alone.
#
# Software: npm @datadog/datadog-api-client 1.64.0 and PyPI datadog-api-client 2.62.0.
# Expected: both take DD_API_KEY, DD_APP_KEY and DD_SITE from the environment by themselves, and the example programs
#   of both keep a token in DD_BEARER_TOKEN. So a program that has nothing but this variable ought to send the token.
# Behaviour: it sends the request without any credential, and without a warning. Only the server's 401 tells. The
#   examples copy the variable into the client's configuration by hand, which is easily overlooked.
# Why it matters: a personal access token is revoked with a DELETE. A script that calls a client beside Pulumi, with the
#   environment that works for Pulumi, gets a 401 and may be taken for one whose credential was revoked.
# Known: the READMEs of both packages name the two keys only. No report of it found.
#
# Output seen (the server of the script answers, on the loopback address):
#   npm, DD_BEARER_TOKEN alone: no credential
#   npm, the token given by hand: authorization
#   npm, DD_API_KEY and DD_APP_KEY: dd-api-key dd-application-key
#   PyPI, DD_BEARER_TOKEN alone: no credential
#   PyPI, the token given by hand: authorization
#   PyPI, DD_API_KEY and DD_APP_KEY: dd-api-key dd-application-key
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

# Runs a command, and prints which credentials its request brought.
cat >watch.mjs <<'JS'
import { spawn } from "node:child_process";
import { createServer } from "node:http";

const server = createServer((request, response) => {
  const credentials = ["authorization", "dd-api-key", "dd-application-key"];
  const sent = credentials.filter((name) => name in request.headers);
  console.log(sent.join(" ") || "no credential");
  response.writeHead(sent.length > 0 ? 204 : 401).end();
});
server.listen(0, "127.0.0.1", () => {
  const [command, ...words] = process.argv.slice(2);
  const env = { ...process.env, SERVER: `http://127.0.0.1:${server.address().port}` };
  spawn(command, words, { env, stdio: "ignore" }).on("close", () => {
    server.closeAllConnections?.();
    server.close();
  });
});
JS

cat >call.cjs <<'JS'
const { client, v2 } = require("@datadog/datadog-api-client");

const configuration = client.createConfiguration({
  baseServer: new client.BaseServerConfiguration(process.env.SERVER, {}),
  authMethods: process.env.BY_HAND ? { AuthZ: { accessToken: process.env.BY_HAND } } : {},
});
void new v2.KeyManagementApi(configuration).revokePersonalAccessToken({
  tokenId: "00000000-0000-4000-8000-000000000000",
});
JS

cat >call.py <<'PY'
import os
from datadog_api_client import ApiClient, Configuration
from datadog_api_client.v2.api.key_management_api import KeyManagementApi

configuration = Configuration(host=os.environ["SERVER"], access_token=os.environ.get("BY_HAND"))
with ApiClient(configuration) as client:
    KeyManagementApi(client).revoke_personal_access_token("00000000-0000-4000-8000-000000000000")
PY

# check NAME EXPECTED COMMAND…, with `variables` in the environment
check() {
  local name=$1 expected=$2 sent
  shift 2
  sent=$(env "${variables[@]}" node watch.mjs "$@")
  echo "$name: $sent"
  [[ $sent == "$expected" ]] || changed "$name, expected was: $expected."
}

for package in npm PyPI; do
  call=(node call.cjs)
  [[ $package == npm ]] || call=(python/bin/python call.py)
  variables=(DD_BEARER_TOKEN=made-up)
  check "$package, DD_BEARER_TOKEN alone" "no credential" "${call[@]}"
  variables=(BY_HAND=made-up)
  check "$package, the token given by hand" "authorization" "${call[@]}"
  variables=(DD_API_KEY=made-up DD_APP_KEY=made-up)
  check "$package, DD_API_KEY and DD_APP_KEY" "dd-api-key dd-application-key" "${call[@]}"
done
echo "As stated."
