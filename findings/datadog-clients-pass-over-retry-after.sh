#!/usr/bin/env bash
# Datadog's API clients, told to retry, come back before the time that Retry-After names.
#
# Software: npm @datadog/datadog-api-client 1.64.0 and PyPI datadog-api-client 2.62.0, both with `enableRetry`
#   (`enable_retry`) on.
# Expected: after a 429 with `Retry-After: 9` (RFC 9110, 10.2.3) the next request goes out nine seconds later.
# Behaviour: both read X-Ratelimit-Reset alone, and without it wait as after a 5xx: npm's 2, 4 and 8 s, PyPI's not at all
#   and then 4 and 8 s. Two of the three tries that they have are refused, and count where refused requests do.
# Why it matters: Retry-After is what a gateway or a proxy before Datadog answers, and it knows no header of Datadog's. A
#   revocation that has three tries left spends them while it was told to wait, and gives up.
# Known: the option's description names X-Ratelimit-Reset and says nothing of Retry-After. No report found.
#
# Output seen (the server of the script refuses whatever comes within nine seconds of the first request):
#   npm: after 0, 2, 6, 14 s: 429 429 429 200
#   PyPI: after 0, 0, 4, 12 s: 429 429 429 200
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

# Refuses requests for nine seconds, runs a command that makes one, and prints when they came and what they got.
cat >watch.mjs <<'JS'
import { spawn } from "node:child_process";
import { createServer } from "node:http";

const seconds = [];
const answers = [];
let first;
const server = createServer((request, response) => {
  request.resume();
  const now = performance.now();
  first ??= now;
  const left = 9 - (now - first) / 1000;
  seconds.push(Math.round(9 - left));
  answers.push(left > 0 ? 429 : 200);
  response.writeHead(answers.at(-1), {
    "Content-Type": "application/json",
    ...(left > 0 && { "Retry-After": String(Math.ceil(left)) }),
  });
  response.end(left > 0 ? '{"errors":["Too many requests"]}' : '{"data":[]}');
});
server.listen(0, "127.0.0.1", () => {
  const [command, ...words] = process.argv.slice(2);
  const env = { ...process.env, SERVER: `http://127.0.0.1:${server.address().port}` };
  spawn(command, words, { env, stdio: ["ignore", "ignore", "inherit"] }).on("close", () => {
    console.log(`after ${seconds.join(", ")} s: ${answers.join(" ")}`);
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
new v2.KeyManagementApi(configuration).listPersonalAccessTokens();
JS

cat >call.py <<'PY'
import os
from datadog_api_client import ApiClient, Configuration
from datadog_api_client.v2.api.key_management_api import KeyManagementApi

configuration = Configuration(host=os.environ["SERVER"], access_token="made-up", enable_retry=True)
with ApiClient(configuration) as client:
    KeyManagementApi(client).list_personal_access_tokens()
PY

seen=$(node watch.mjs node call.cjs)
echo "npm: $seen"
[[ $seen == "after 0, 2, 6, 14 s: 429 429 429 200" ]] || changed "npm: $seen"
seen=$(node watch.mjs python/bin/python call.py)
echo "PyPI: $seen"
[[ $seen == "after 0, 0, 4, 12 s: 429 429 429 200" ]] || changed "PyPI: $seen"
echo "As stated."
