#!/usr/bin/env bash
# The Automation API's history of a stack, said to hold everything, holds the ten last entries.
#
# Software: npm @pulumi/pulumi 3.270.0 (its automation folder) with Pulumi's CLI 3.259.0.
# Expected: stack.history() returns what its description promises, "all previous and current results" of the stack.
# Behaviour: without a page size it hands none to `pulumi stack history`, whose own default is ten. So it returns the
#   last ten, whole and in order, and nothing says that there are more. The CLI prints ten without a word, too. A page
#   size that is larger than the history brings all of it.
# Why it matters: who is asked which runs revoked something, and when, goes through that list. After a few scheduled runs
#   the run that revoked is no longer in it, and what is there looks complete.
# Known: pulumi/pulumi issue 6294 (closed) made ten the default of the CLI's command. None found about the API, which
#   had no page size of its own to change.
#
# Output seen:
#   entries: 10 of 11 without a page size, 11 of 11 with 1000
#   the first entry is in it: no without a page size, yes with 1000
#   As stated.
set -euo pipefail

missing() { echo "$1" >&2; exit 2; }
changed() { echo "No longer as stated: $1" >&2; exit 1; }

command -v npm >/dev/null || missing "This needs Node.js 22 or newer, with npm."
node -e 'process.exit(Number.parseInt(process.versions.node) < 22 ? 1 : 0)' || missing "This needs Node.js 22 or newer."
if [[ $(pulumi version 2>/dev/null) != v3.259.0 ]]; then
  missing "This needs Pulumi's CLI 3.259.0 on PATH: install that release, or build the command of the Go module \
github.com/pulumi/pulumi/pkg/v3 at v3.259.0."
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund @pulumi/pulumi@3.270.0 ||
  missing "npm could not install the package."
export PULUMI_HOME=$folder/home PULUMI_BACKEND_URL=file://$folder/state PULUMI_CONFIG_PASSPHRASE=made-up
export PULUMI_SKIP_UPDATE_CHECK=true PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION=true
unset PULUMI_STACK PULUMI_CONFIG_PASSPHRASE_FILE
mkdir state work
echo '{"name":"demo","runtime":"nodejs"}' >work/Pulumi.yaml

# Refreshes an empty stack eleven times, which needs no program, and prints what is in its history.
cat >run.cjs <<'JS'
const { LocalWorkspace } = require("@pulumi/pulumi/automation");

async function main() {
  const stack = await LocalWorkspace.createStack({ stackName: "dev", workDir: "work" });
  const runs = 11;
  for (let run = 1; run <= runs; run += 1) {
    await stack.refresh({ message: `run ${run}` });
  }
  const shown = await stack.history();
  const all = await stack.history(1000);
  const first = (entries) => (entries.some(({ message }) => message === "run 1") ? "yes" : "no");
  const count = (entries) => `${entries.length} of ${runs}`;
  console.log(`entries: ${count(shown)} without a page size, ${count(all)} with 1000`);
  console.log(`the first entry is in it: ${first(shown)} without a page size, ${first(all)} with 1000`);
}
main();
JS
seen=$(node run.cjs)
echo "$seen"
grep -q "^entries: 10 of 11 without a page size, 11 of 11 with 1000$" <<<"$seen" || changed "another number of entries."
grep -q ": no without a page size, yes with 1000$" <<<"$seen" || changed "the first entry is in the list."
echo "As stated."
