#!/usr/bin/env bash
# A Date that a dynamic resource is given, or that its provider returns, becomes an empty object, and nobody sees it change.
#
# Software: Pulumi's engine (CLI 3.259.0) with a dynamic provider of npm @pulumi/pulumi 3.270.0 (google-protobuf 3.21.4).
# Expected: a Date among the inputs or outputs is kept as a text, as JSON.stringify() makes of it, or refused, as a function
#   or a BigInt is.
# Behaviour: it is an object without fields by the time it is sent to the engine, so it is {} for the provider, in the
#   state and in the stack's outputs. A Map and a Set fare the same. Two dates are therefore equal: a program that changes
#   nothing but a date is told "unchanged", also by --expect-no-changes, and the provider's update is not called.
# Why it matters: when a token was revoked, and until when something holds, are dates. The record says {} for them, and a
#   deadline that was moved never arrives. TypeScript does not warn, since inputs are of type any. Whoever has a Date
#   writes toISOString() behind it.
# Known: that an undefined among a provider's outputs is refused is pulumi/pulumi issue 2205. None found about dates.
#
# Output seen:
#   in the state: expires {}, revokedAt {}
#   the date is another: 2 unchanged; --expect-no-changes: exit code 0
#   the same as texts: 1 updated
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
npm install --silent --ignore-scripts --no-audit --no-fund @pulumi/pulumi@3.270.0 google-protobuf@3.21.4 ||
  missing "npm could not install the packages."
export PATH=$folder/node_modules/@pulumi/pulumi:$PATH # the process that serves dynamic providers
export PULUMI_HOME=$folder/home PULUMI_BACKEND_URL=file://$folder/state PULUMI_CONFIG_PASSPHRASE=made-up
export PULUMI_SKIP_UPDATE_CHECK=true PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION=true
unset PULUMI_STACK PULUMI_CONFIG_PASSPHRASE_FILE
mkdir state
echo '{"name":"demo","runtime":"nodejs"}' >Pulumi.yaml

cat >index.js <<'JS'
const { dynamic } = require("@pulumi/pulumi");

const provider = {
  create: async ({ expires }) => ({ id: "made-up", outs: { expires, revokedAt: new Date() } }),
  update: async (_id, _olds, { expires }) => ({ outs: { expires, revokedAt: new Date() } }),
};
class Token extends dynamic.Resource {
  constructor(name, expires) {
    super(provider, name, { expires, revokedAt: undefined });
  }
}
const expires = new Date(process.env.EXPIRES);
new Token("token", process.env.AS_TEXT ? expires.toISOString() : expires);
JS
pulumi stack init --stack dev >/dev/null 2>&1

# Updates the stack with this date; what the CLI says of it is in `log`.
update() { # date
  EXPIRES=$1 pulumi up --yes --skip-preview --stack dev >log 2>&1 || {
    cat log >&2
    changed "the update with the date $1 failed."
  }
}

update 2027-01-01
pulumi stack export --stack dev >state.json
in_state=$(node -p '
  const { outputs } = require("./state.json").deployment.resources.find(({ id }) => id === "made-up");
  `expires ${JSON.stringify(outputs.expires)}, revokedAt ${JSON.stringify(outputs.revokedAt)}`')
echo "in the state: $in_state"
[[ $in_state == "expires {}, revokedAt {}" ]] || changed "the dates are in the state."

update 2030-01-01
grep -q "2 unchanged" log || changed "another date is a change."
code=0
EXPIRES=2031-01-01 pulumi preview --expect-no-changes --stack dev >log 2>&1 || code=$?
echo "the date is another: 2 unchanged; --expect-no-changes: exit code $code"
[[ $code == 0 ]] || changed "--expect-no-changes sees another date."

export AS_TEXT=1
update 2030-01-01
update 2031-01-01
grep -q "1 updated" log || changed "another text is no change."
echo "the same as texts: 1 updated"
echo "As stated."
