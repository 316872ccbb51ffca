#!/usr/bin/env bash
# `pulumi refresh` and `pulumi destroy` run the dynamic provider's code of an earlier update, not the program's.
#
# Software: Pulumi's engine (CLI 3.259.0) with a dynamic provider of npm @pulumi/pulumi 3.270.0.
# Expected: once the provider's code was mended and `pulumi up` has run, every command runs the mended code.
# Behaviour: the code is saved in the state together with the resource, and refresh and destroy take it from there. If
#   the provider has a diff() that finds nothing to do, as it does for a resource whose inputs are the same, an update
#   calls the resource unchanged and does not save the new code either: the old one stays for good, and nothing says
#   so. (Without a diff() of its own the next update takes the new code.)
# Why it matters: a revocation that is done never changes again, so its diff() says just that. A mended check whether
#   the token is gone, or another way to ask Datadog, then never reaches the tokens that were revoked before. What the
#   provider saves is best one call of a function in a package, which is loaded anew every time.
# Known: pulumi/pulumi issue 6490 (open) asks for the change of code to be noticed; Pulumi's documentation of dynamic
#   providers says since early 2026 that it is not.
#
# Output seen:
#   pulumi up with code B: 2 unchanged
#   pulumi refresh: read by code A
#   pulumi destroy: deleted by code A
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

write_program() {
  cat >index.js <<JS
const { dynamic } = require("@pulumi/pulumi");

const provider = {
  diff: async () => ({ changes: false }),
  create: async () => ({ id: "made-up", outs: { done: "created by code $1" } }),
  read: async (id) => ({ id, props: { done: "read by code $1" } }),
  delete: async () => require("node:fs").writeFileSync(process.env.DELETED, "deleted by code $1"),
};
class Token extends dynamic.Resource {
  constructor(name) {
    super(provider, name, { done: undefined });
  }
}
new Token("token");
JS
}
export DELETED=$folder/deleted

pulumi stack init --stack dev >/dev/null 2>&1
write_program A
pulumi up --yes --skip-preview --stack dev >log 2>&1 || { cat log >&2; changed "the first update failed."; }
write_program B
pulumi up --yes --skip-preview --stack dev >log 2>&1 || { cat log >&2; changed "the second update failed."; }
grep -q "2 unchanged" log || changed "the update with code B does not say that 2 resources are unchanged."
echo "pulumi up with code B: 2 unchanged"

pulumi refresh --yes --skip-preview --stack dev >log 2>&1 || { cat log >&2; changed "the refresh failed."; }
pulumi stack export --stack dev >state.json
read_by=$(node -p 'require("./state.json").deployment.resources.find(({ id }) => id === "made-up").outputs.done')
echo "pulumi refresh: $read_by"
[[ $read_by == "read by code A" ]] || changed "the refresh ran other code than A."

pulumi destroy --yes --skip-preview --stack dev >log 2>&1 || { cat log >&2; changed "the destroy failed."; }
echo "pulumi destroy: $(<deleted)"
[[ $(<deleted) == "deleted by code A" ]] || changed "the destroy ran other code than A."
echo "As stated."
