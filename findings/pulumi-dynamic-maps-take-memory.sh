#!/usr/bin/env bash
# A dynamic provider takes many times the memory for a map of inputs than for the same as one text.
#
# Software: Pulumi's engine (CLI 3.259.0) with a dynamic provider of npm @pulumi/pulumi 3.270.0 (google-protobuf 3.21.4).
# Expected: a resource with 50,000 small entries among its inputs, 5.6 MB of JSON, takes a small multiple of that in the
#   process that serves dynamic providers, and about as much whether they are a map or one text of the same JSON.
# Behaviour: with a provider that does nothing, the map adds more than twice as much to that process's peak as the text
#   does, more than a hundred times its JSON: every call makes protocol buffers of each entry.
# Why it matters: one resource for everything that a scanner found is what a revocation of thousands of leaked tokens looks
#   like. As a map of token ids it needs more memory than a small runner has, before anything is revoked.
#   Whoever declares thousands of entries hands them over as one text.
#
# Output seen:
#   MiB at the peak: 124 for no entry, 956 for 50,000 as a map, 340 for the same as a text
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
  create: async () => ({ id: "one", outs: { peakMiB: Math.round(process.resourceUsage().maxRSS / 1024) } }),
};
class Entries extends dynamic.Resource {
  constructor(name, entries) {
    super(provider, name, { entries, peakMiB: undefined });
  }
}
const count = Number(process.env.ENTRIES);
const map = Object.fromEntries(
  Array.from({ length: count }, (_, index) => [
    `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
    { reason: "printed in a CI log", ticket: "SEC-1", site: "datadoghq.com" },
  ]),
);
exports.peakMiB = new Entries("entries", process.env.AS === "text" ? JSON.stringify(map) : map).peakMiB;
JS

peak() { # entries, form
  pulumi stack init --stack "$2$1" >/dev/null 2>&1
  ENTRIES=$1 AS=$2 pulumi up --yes --skip-preview --suppress-outputs --stack "$2$1" >log 2>&1 || {
    cat log >&2
    changed "the update of $1 entries as a $2 failed."
  }
  pulumi stack output peakMiB --stack "$2$1"
}
nothing=$(peak 0 map)
map=$(peak 50000 map)
text=$(peak 50000 text)
echo "MiB at the peak: $nothing for no entry, $map for 50,000 as a map, $text for the same as a text"
(( map - nothing > 2 * (text - nothing) )) || changed "the map takes no more than twice what the text takes."
echo "As stated."
