#!/usr/bin/env bash
# `sarif --check error diff` fails where a leak was cleaned.
#
# Software: PyPI sarif-tools 3.0.5 (Microsoft's).
# Expected: the check, which the help says is for "an increase in issues", passes where the second report has fewer
#   results than the first.
# Behaviour: what it counts is kinds of results, each the rule with as much of the message as all results of that rule have
#   in common. Where a message names the file, as Kingfisher's do, the kind that one result makes is named otherwise than
#   the kind of two: two leaks become one, and the check fails because of a "new issue".
# Why it matters: such a check in a pipeline holds up whoever cleaned a file, and names a new leak that there is not.
# Beside it: of a message that begins with the rule's name, as gitleaks' do, it keeps one letter. Every result of gitleaks'
#   is described as "h" in its CSV and HTML.
# Known: microsoft/sarif-tools issue 84 (open) is about results that moved to another line, which are seen as the same.
#
# Output seen:
#   2 leaks, then 1, since a file was cleaned: exit code 1, +1
#   1 leak, then none: exit code 0, +0
#   gitleaks' message in the CSV: h
#   As stated.
set -euo pipefail

missing() { echo "$1" >&2; exit 2; }
changed() { echo "No longer as stated: $1" >&2; exit 1; }

python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null ||
  missing "This needs Python 3.10 or newer, with venv."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check sarif-tools==3.0.5 || missing "pip could not install the package."

# Writes a report of these places, each FILE:LINE, into a file, with this text before each file's name.
cat >report.py <<'PY'
import json
import sys

RULE = "datadog-access-token"
path, text, *places = sys.argv[1:]


def result(place):
    file, line = place.split(":")
    region = {"startLine": int(line), "startColumn": 1, "endLine": int(line), "endColumn": 66}
    return {
        "ruleId": RULE,
        "level": "error",
        "message": {"text": text + file},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": file}, "region": region}}],
    }


driver = {"name": "scanner", "rules": [{"id": RULE, "shortDescription": {"text": "Datadog access token"}}]}
runs = [{"tool": {"driver": driver}, "results": [result(place) for place in places]}]
with open(path, "w") as report:
    json.dump({"version": "2.1.0", "runs": runs}, report)
PY

# compare NAME EXPECTED "PLACES before" "PLACES after"
compare() {
  local code=0 new
  # shellcheck disable=SC2086 # each place is a word
  python3 report.py before.sarif "Access token matched " $3
  # shellcheck disable=SC2086
  python3 report.py after.sarif "Access token matched " $4
  python/bin/sarif --check error diff before.sarif after.sarif >log 2>&1 || code=$?
  new=$(sed -n 's/^all levels: \(+[0-9]*\) .*/\1/p' log)
  echo "$1: exit code $code, $new"
  [[ "exit code $code, $new" == "$2" ]] || {
    cat log >&2
    changed "$1, expected was: $2."
  }
}

compare "2 leaks, then 1, since a file was cleaned" "exit code 1, +1" "a.sh:1 b.sh:1" "a.sh:1"
compare "1 leak, then none" "exit code 0, +0" "a.sh:1" ""

python3 report.py gitleaks.sarif "datadog-access-token has detected secret for file " a.sh:1
python/bin/sarif csv -o gitleaks.csv gitleaks.sarif >log 2>&1 || { cat log >&2; changed "no CSV was written."; }
described=$(python3 -c 'import csv; print(next(csv.DictReader(open("gitleaks.csv", encoding="utf-8-sig")))["Description"])')
echo "gitleaks' message in the CSV: $described"
[[ $described == h ]] || changed "the message is kept."
echo "As stated."
