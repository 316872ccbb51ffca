#!/usr/bin/env bash
# Pulumi can't import a resource of a dynamic provider, whose `read` it never calls.
#
# Software: Pulumi's engine (CLI 3.259.0) with a dynamic provider of npm @pulumi/pulumi 3.270.0.
# Expected: a resource with the option `import` is read by its provider, which has a `read`, and adopted; so the engine does
#   for the provider of any other resource.
# Behaviour: the update fails with "code must be a string, not undefined" and a stack trace of the process that serves dynamic
#   providers, before any code of the program's provider has run; `pulumi import pulumi-nodejs:dynamic:Resource` likewise.
#   That process finds a provider by its serialized code, which is an input of the resource; an import has none.
# Why it matters: what exists already, such as a token that somebody has revoked by hand, can't be adopted without an
#   operation on it. The resource has to be created, and its `create` to take what is there.
#
# Output seen:
#   the option import: code must be a string, not undefined
#   pulumi import: code must be a string, not undefined
#   calls of read: 0, of create where nothing is imported: 1
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

const called = (name) => require("node:fs").appendFileSync(process.env.CALLS, `${name}\n`);
const provider = {
  create: async (inputs) => {
    called("create");
    return { id: "made", outs: inputs };
  },
  read: async (id) => {
    called("read");
    return { id, props: { color: "red" } };
  },
};
class Thing extends dynamic.Resource {
  constructor(name, options) {
    super(provider, name, { color: "red" }, options);
  }
}
new Thing("thing", process.env.WITH_IMPORT ? { import: "made-elsewhere" } : {});
JS
export CALLS=$folder/calls
touch calls
pulumi stack init --stack demo >/dev/null 2>&1

words="code must be a string, not undefined"
fails() { # what, command
  local what=$1
  shift
  ! "$@" >log 2>&1 || changed "$what works."
  grep -q "$words" log || { cat log >&2; changed "$what fails otherwise."; }
  echo "$what: $words"
}
fails "the option import" env WITH_IMPORT=yes pulumi up --yes --skip-preview --stack demo
fails "pulumi import" pulumi import pulumi-nodejs:dynamic:Resource other made-elsewhere --yes --stack demo
pulumi up --yes --skip-preview --suppress-outputs --stack demo >log 2>&1 || { cat log >&2; changed "the update fails."; }
reads=$(grep -c read calls || true)
creates=$(grep -c create calls || true)
echo "calls of read: $reads, of create where nothing is imported: $creates"
[[ $reads/$creates == 0/1 ]] || changed "the provider is called otherwise."
echo "As stated."
