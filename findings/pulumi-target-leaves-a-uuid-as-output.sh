#!/usr/bin/env bash
# `pulumi up --target` leaves a UUID in the stack's outputs for a resource that it passed over.
#
# Software: Pulumi's engine (CLI 3.259.0) with a dynamic provider of npm @pulumi/pulumi 3.270.0.
# Expected: the output of a resource that --target passes over, and that does not exist yet, is left out or said to be
#   unknown wherever one asks for it.
# Behaviour: the update prints [unknown] for it and ends with 0. But the state gets the text
#   04da6b54-80e4-46f7-96ec-b56ff0331ba9, the engine's own mark of an unknown value, as if it were the value, and
#   `pulumi stack output` hands it to a program, with exit code 0.
# Why it matters: who revokes one leaked token first, with --target, and then reads which ids are done from the outputs
#   finds a UUID in the place of the others'. It has the form of a token's id and is nobody's: taken at its word it says
#   that a token was dealt with, or it is sent to Datadog. Whoever reads outputs after --target has to look for it.
# Known: pulumi/pulumi issue 3571 (closed) shows the same text in outputs after an update with another cause.
#
# Output seen:
#   first: revoked
#   second: 04da6b54-80e4-46f7-96ec-b56ff0331ba9
#   resources of the provider in the state: 1
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
trap 'rm -rf "$folder"' EXIT
cd "$folder"
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
const { dynamic } = require("@pulumi/pulumi");

const provider = {
  create: async ({ name }) => ({ id: name, outs: { name, status: "revoked" } }),
};
class Token extends dynamic.Resource {
  constructor(name) {
    super(provider, name, { name, status: undefined });
  }
}
exports.first = new Token("first").status;
exports.second = new Token("second").status;
JS
pulumi stack init --stack dev >/dev/null 2>&1
pulumi up --yes --skip-preview --target "**::first" --stack dev >log 2>&1 || {
  cat log >&2
  changed "the update of one of two resources failed."
}
for name in first second; do
  value=$(pulumi stack output "$name" --stack dev) || changed "there is no output $name."
  echo "$name: $value"
  expected=revoked
  [[ $name == first ]] || expected=04da6b54-80e4-46f7-96ec-b56ff0331ba9
  [[ $value == "$expected" ]] || changed "the output $name is another one."
done

pulumi stack export --stack dev >state.json
resources=$(node -p 'require("./state.json").deployment.resources.filter(({ type }) => /:dynamic:/.test(type)).length')
echo "resources of the provider in the state: $resources"
[[ $resources == 1 ]] || changed "the resource that was passed over is in the state."
echo "As stated."
