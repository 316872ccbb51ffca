#!/usr/bin/env bash
# The small file beside a state is written where it stands: a kill at that moment hides a state that is whole.
#
# Software: Pulumi's CLI 3.259.0 with a backend of files (file://).
# Expected: a CLI that is killed while it writes leaves the state of before or the new one, and either can be read.
# Behaviour: the state is written beside the old one and put in its place. Its attributes, STATE.json.attrs, are emptied
#   first and written then, in the same file. Empty, as a kill between the two leaves them, every command on the stack ends
#   with "failed to load checkpoint: EOF", which is not what it says of an empty state, and pulumi cancel fails, too.
#   Without that file, the state is read as if nothing had been.
# Why it matters: the words send a person to the state, which is whole, and to an older copy, in which revocations are
#   missing.
# Known: not found.
#
# Output seen:
#   a second write: another file is the state, the same file has the attributes
#   attributes empty: exit code 1, "failed to load checkpoint: EOF"; pulumi cancel: exit code 1
#   the state empty: exit code 1, "failed to load checkpoint: place 1: unexpected end of JSON input"
#   the attributes taken away: exit code 0
#   As stated.
set -euo pipefail

missing() { echo "$1" >&2; exit 2; }
changed() { echo "No longer as stated: $1" >&2; exit 1; }

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

pulumi stack init --stack dev >/dev/null 2>&1
pulumi stack export --stack dev --file exported.json >/dev/null 2>&1 || missing "Pulumi can't read a state that it has just written."
file=state/.pulumi/stacks/demo/dev.json
[[ -s $file && -s $file.attrs ]] || missing "The state is not where this script looks for it."

# A name for each file that keeps it from being deleted, so that no later one gets its number.
ln "$file" "$folder/state-before"
ln "$file.attrs" "$folder/attributes-before"
pulumi stack import --stack dev --file exported.json >/dev/null 2>&1
[[ ! $file -ef $folder/state-before ]] || changed "the state is written where it stands."
[[ $file.attrs -ef $folder/attributes-before ]] || changed "the attributes are put in the old ones' place."
echo "a second write: another file is the state, the same file has the attributes"

rm "$folder/attributes-before"
cp "$file.attrs" whole.attrs
# Prints the exit code of a command that fails, and the first words of its error.
fails() {
  local code=0
  "$@" >log 2>&1 || code=$?
  [[ $code != 0 ]] || changed "$* succeeds."
  echo "exit code $code, \"$(sed -n 's/^error: //p' log | head -n 1)\""
}
: >"$file.attrs"
seen=$(fails pulumi stack export --stack dev)
[[ $seen == *'"failed to load checkpoint: EOF"' ]] || changed "of empty attributes: $seen"
cancelled=$(fails pulumi cancel --yes dev)
echo "attributes empty: $seen; pulumi cancel: ${cancelled%%,*}"

cp whole.attrs "$file.attrs"
cp "$file" whole.json
: >"$file"
echo "the state empty: $(fails pulumi stack export --stack dev)"

cp whole.json "$file"
rm "$file.attrs"
pulumi stack export --stack dev >/dev/null 2>&1 || changed "without attributes the state can't be read."
echo "the attributes taken away: exit code 0"
echo "As stated."
