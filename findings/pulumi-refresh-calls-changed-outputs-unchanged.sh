#!/usr/bin/env bash
# `pulumi refresh` writes outputs that changed, and calls the resource unchanged.
#
# Software: Pulumi's engine (CLI 3.259.0) with a dynamic provider of npm @pulumi/pulumi 3.270.0.
# Expected: a refresh that finds other outputs than the state has says so, and with --expect-no-changes it fails.
# Behaviour: it says "unchanged" of every resource, does not show the new output, and ends with 0 although
#   --expect-no-changes was given. It does write the new output into the state. And the stack's output, which the
#   program makes of it, keeps the old value until the next `pulumi up`. A refresh counts changed inputs and resources
#   that are gone; for them --expect-no-changes ends with 7.
# Why it matters: somebody who has a schedule run a refresh, to learn of a revoked token that is alive again, learns
#   nothing if the provider says it in an output: the exit code, the summary and the stack's outputs are those of
#   yesterday. To be heard, a provider has to report the resource as gone, or other inputs.
# Known: pulumi/pulumi issue 16072 asked that changed outputs be passed over in a refresh; pull request 18803 there
#   describes how one works. That --expect-no-changes passes them over, too, was not found.
#
# Output seen:
#   pulumi refresh --expect-no-changes: exit code 0, 2 unchanged
#   in the state: alive
#   output of the stack: revoked
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
  create: async () => ({ id: "made-up", outs: { status: "revoked" } }),
  read: async (id) => ({ id, props: { status: "alive" } }),
};
class Token extends dynamic.Resource {
  constructor(name) {
    super(provider, name, { status: undefined });
  }
}
exports.status = new Token("token").status;
JS
pulumi stack init --stack dev >/dev/null 2>&1
pulumi up --yes --skip-preview --stack dev >log 2>&1 || { cat log >&2; changed "the first update failed."; }

pulumi refresh --yes --skip-preview --expect-no-changes --diff --stack dev >log 2>&1 || {
  cat log >&2
  changed "the refresh ended with another exit code than 0."
}
grep -q "2 unchanged" log || changed "the refresh does not say that 2 resources are unchanged."
! grep -q "alive" log || changed "the refresh shows the new output."
echo "pulumi refresh --expect-no-changes: exit code 0, 2 unchanged"

pulumi stack export --stack dev >state.json
status=$(node -p 'require("./state.json").deployment.resources.find(({ id }) => id === "made-up").outputs.status')
echo "in the state: $status"
[[ $status == alive ]] || changed "the refresh did not write the new output into the state."

output=$(pulumi stack output status --stack dev)
echo "output of the stack: $output"
[[ $output == revoked ]] || changed "the output of the stack has followed."
echo "As stated."
