#!/usr/bin/env bash
# A dynamic provider goes on with its work after the CLI was killed, and nobody writes down what it did.
#
# Software: Pulumi's engine (CLI 3.259.0) with a dynamic provider of npm @pulumi/pulumi 3.270.0.
# Expected: when the CLI is killed (SIGKILL, as by a CI job at its time limit or for want of memory), the processes that
#   it started notice that it is gone and stop before they change anything more.
# Behaviour: the provider's process finishes the create() that it is in, and stays afterwards. The state has no such
#   resource, only an operation that was pending.
# Why it matters: a killed run may revoke a token seconds later, when the next run may be under way already. That one
#   has to take a token that is gone for success, and the state alone does not tell what was revoked. Whoever kills a
#   run has to end its container, or every process of it.
# Known: pulumi/pulumi issue 8696 (closed) is about processes that stay behind; that they finish their work was not
#   found.
#
# Output seen:
#   the CLI is gone, and create() is not through
#   create() has finished afterwards: revoked
#   the provider's process is still there
#   in the state: no resource of the provider, 1 pending operation
#   As stated.
set -euo pipefail

missing() { echo "$1" >&2; exit 2; }
changed() { echo "No longer as stated: $1" >&2; exit 1; }

command -v npm >/dev/null || missing "This needs Node.js 22 or newer, with npm."
node -e 'process.exit(Number.parseInt(process.versions.node) < 22 ? 1 : 0)' || missing "This needs Node.js 22 or newer."
if [[ $(pulumi version 2>/dev/null) != v3.259.0 ]] || ! command -v pulumi-language-nodejs >/dev/null; then
  missing "This needs Pulumi's CLI 3.259.0 and its Node.js language host on PATH: install that release, or build the \
command of the Go module github.com/pulumi/pulumi/pkg/v3 at v3.259.0."
fi

folder=$(mktemp -d)
# Ends what the killed CLI leaves: the provider's process and the language host.
clean_up() {
  local mark
  for mark in provider host; do
    [[ ! -s $folder/marks/$mark ]] || kill "$(<"$folder/marks/$mark")" 2>/dev/null || true
  done
  rm -rf "$folder"
}
trap clean_up EXIT
cd "$folder"

# Waits until the program has left a mark. wait_for MARK SECONDS
wait_for() {
  local tenths
  for ((tenths = 0; tenths < $2 * 10; tenths++)); do
    [[ ! -s $MARKS/$1 ]] || return 0
    sleep 0.1
  done
  return 1
}

echo '{"private":true,"main":"index.js"}' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund @pulumi/pulumi@3.270.0 ||
  missing "npm could not install the package."
export PATH=$folder/node_modules/@pulumi/pulumi:$PATH # the process that serves dynamic providers
export PULUMI_HOME=$folder/home PULUMI_BACKEND_URL=file://$folder/state PULUMI_CONFIG_PASSPHRASE=made-up
export PULUMI_SKIP_UPDATE_CHECK=true PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION=true
unset PULUMI_STACK PULUMI_CONFIG_PASSPHRASE_FILE
mkdir state
echo '{"name":"demo","runtime":"nodejs"}' >Pulumi.yaml

cat >index.js <<'JS'
const { writeFileSync } = require("node:fs");
const { dynamic } = require("@pulumi/pulumi");

const provider = {
  create: async () => {
    const { writeFileSync } = require("node:fs");
    writeFileSync(`${process.env.MARKS}/provider`, String(process.pid));
    await new Promise((resolve) => setTimeout(resolve, 6000)); // the request that is under way
    writeFileSync(`${process.env.MARKS}/result`, "revoked");
    return { id: "made-up", outs: {} };
  },
};
class Token extends dynamic.Resource {
  constructor(name) {
    super(provider, name, {});
  }
}
writeFileSync(`${process.env.MARKS}/host`, String(process.ppid));
new Token("token");
JS
export MARKS=$folder/marks
mkdir "$MARKS"
pulumi stack init --stack dev >/dev/null 2>&1
pulumi up --yes --skip-preview --stack dev >log 2>&1 &
cli=$!
wait_for provider 120 || { kill "$cli"; cat log >&2; changed "create() was not called."; }
kill -KILL "$cli"
wait "$cli" 2>/dev/null || true
[[ ! -e $MARKS/result ]] || missing "This machine was too slow to kill the CLI in time: run it again."
echo "the CLI is gone, and create() is not through"

wait_for result 30 || changed "create() did not finish."
echo "create() has finished afterwards: $(<"$MARKS/result")"
sleep 3
kill -0 "$(<"$MARKS/provider")" 2>/dev/null || changed "the provider's process has ended by itself."
echo "the provider's process is still there"

pulumi stack export --stack dev >state.json
found=$(node -e '
  const { resources = [], pending_operations: pending = [] } = require("./state.json").deployment;
  console.log(resources.filter(({ type }) => /:dynamic:/.test(type)).length, pending.length);
')
[[ $found == "0 1" ]] || changed "the state has something else than one pending operation (resources, pending: $found)."
echo "in the state: no resource of the provider, 1 pending operation"
echo "As stated."
