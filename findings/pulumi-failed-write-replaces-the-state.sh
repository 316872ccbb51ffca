#!/usr/bin/env bash
# A state that Pulumi could not write whole takes the place of the one that was whole.
#
# Software: Pulumi's CLI 3.259.0 with a backend of files (file://).
# Expected: where a state can't be written to its end, as on a full disk, the command fails and the state stays what it
#   was: the new one is written beside it first.
# Behaviour: the new one is written beside it first, the write fails, the CLI says so and ends with 1; and what was
#   written until then is put in the state's place all the same. Every command that reads the state fails from then on.
# Why it matters: what is on record of revoked tokens is gone for every later run, in the moment in which tokens were
#   revoked. The CLI's copy of the state before, *.json.bak, is whole if nothing was written since.
# Known: pulumi/pulumi issue 2801 (open) has the same end, "failed to load checkpoint", after a failed write to S3. That
#   a file that is cut off is put in the place of a good one was not found.
#
# The full disk is the shell's limit on the size of a file (ulimit -f): no root is needed, and no disk is filled.
#
# Output seen:
#   a state of 5 resources is written, and can be read
#   pulumi stack import of 500 resources: exit code 1, "file too large"
#   the state's file: as long as the limit, and no JSON
#   pulumi stack export: exit code 1, "failed to load checkpoint"
#   in the .bak: the 5 resources
#   As stated.
set -euo pipefail

missing() { echo "$1" >&2; exit 2; }
changed() { echo "No longer as stated: $1" >&2; exit 1; }

command -v node >/dev/null || missing "This needs Node.js."
if [[ $(pulumi version 2>/dev/null) != v3.259.0 ]]; then
  missing "This needs Pulumi's CLI 3.259.0 on PATH: install that release, or build the command of the Go module \
github.com/pulumi/pulumi/pkg/v3 at v3.259.0."
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export PULUMI_HOME=$folder/home PULUMI_BACKEND_URL=file://$folder/state PULUMI_CONFIG_PASSPHRASE=made-up
export PULUMI_SKIP_UPDATE_CHECK=true
unset PULUMI_STACK PULUMI_CONFIG_PASSPHRASE_FILE
mkdir state
echo '{"name":"demo","runtime":"nodejs"}' >Pulumi.yaml

# Prints a deployment of so many components.
deployment() {
  node -e '
    const resources = Array.from({ length: Number(process.argv[1]) }, (_, index) => ({
      urn: `urn:pulumi:dev::demo::demo:index:Thing::thing-${index}`,
      type: "demo:index:Thing",
      custom: false,
      outputs: { text: "x".repeat(200) },
    }));
    console.log(JSON.stringify({ version: 3, deployment: { manifest: {}, resources } }));
  ' "$1"
}
# Prints the resources of a state's file.
count() { node -p 'JSON.parse(fs.readFileSync(process.argv[1])).checkpoint.latest.resources.length' "$1"; }

deployment 5 >small.json
deployment 500 >large.json
pulumi stack init --stack dev >/dev/null 2>&1
pulumi stack import --stack dev --file small.json >/dev/null 2>&1
pulumi stack export --stack dev >/dev/null 2>&1 || missing "Pulumi can't read a state that it has just written."
file=state/.pulumi/stacks/demo/dev.json
[[ $(count "$file") == 5 ]] || missing "The state is not where this script looks for it."
echo "a state of 5 resources is written, and can be read"

code=0
(ulimit -f 64 && pulumi stack import --stack dev --file large.json) >log 2>&1 || code=$?
grep --quiet "file too large" log || changed "the write did not fail: $(<log)"
echo "pulumi stack import of 500 resources: exit code $code, \"file too large\""

if count "$file" >/dev/null 2>&1; then changed "the state's file is whole: $(count "$file") resources."; fi
[[ $(wc -c <"$file") == 65536 ]] || changed "the state's file is no part of the new state."
echo "the state's file: as long as the limit, and no JSON"

code=0
pulumi stack export --stack dev >log 2>&1 || code=$?
[[ $code != 0 ]] && grep --quiet "failed to load checkpoint" log || changed "the state can be read: $(<log)"
echo "pulumi stack export: exit code $code, \"failed to load checkpoint\""

[[ $(count "$file.bak") == 5 ]] || changed "the .bak is not the state before."
echo "in the .bak: the 5 resources"
echo "As stated."
