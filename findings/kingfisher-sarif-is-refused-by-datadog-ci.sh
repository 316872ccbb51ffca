#!/usr/bin/env bash
# Kingfisher's SARIF counts columns from 0: one secret at the beginning of a line, and Datadog's uploader refuses all of it.
#
# Software: PyPI kingfisher-bin 2.14.0 (Kingfisher); npm @datadog/datadog-ci 5.25.0 with @datadog/datadog-ci-plugin-sarif
#   5.25.0, `sarif upload --dry-run`.
# Expected: SARIF 2.1.0 counts columns from 1 (3.30.6), and its schema takes no other. A scanner's report can be uploaded
#   wherever its secrets stand; and an uploader that leaves out a file it was given does not end with 0.
# Behaviour: Kingfisher writes the column it has in its JSON, which counts from 0. So every region is one too far to the
#   left, and of a secret at the beginning of a line startColumn is 0. datadog-ci says so and refuses the whole file, with
#   1 if it is the only one. Beside another report it says so, uploads the other, and ends with 0.
# Why it matters: all leaks of the report are missing where people look for them, because of where one of them stands: a
#   token alone on its line, as in a file that holds nothing else. A pipeline that uploads several reports stays green.
# Known: not found for either.
#
# Output seen:
#   Kingfisher, the secret at column 1: startColumn 0; at column 3: startColumn 2
#   datadog-ci, this report: exit code 1, "startColumn: must be >= 1"
#   datadog-ci, this report beside another: exit code 0, 1 of 2 files uploaded
#   As stated.
set -euo pipefail

missing() { echo "$1" >&2; exit 2; }
changed() { echo "No longer as stated: $1" >&2; exit 1; }

command -v npm >/dev/null || missing "This needs Node.js 22 or newer, with npm."
node -e 'process.exit(Number.parseInt(process.versions.node) < 22 ? 1 : 0)' || missing "This needs Node.js 22 or newer."
python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null ||
  missing "This needs Python 3.10 or newer, with venv."
command -v git >/dev/null || missing "This needs git."

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{"private":true}' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund @datadog/datadog-ci@5.25.0 \
  @datadog/datadog-ci-plugin-sarif@5.25.0 || missing "npm could not install the packages."
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check kingfisher-bin==2.14.0 ||
  missing "pip could not install the package."

# A text with the form of a GitHub token, made here: nobody ever had it.
secret=ghp_$(python3 -c 'import base64, hashlib; print(base64.b64encode(hashlib.sha512(b"made up").digest(), b"Aa").decode()[:36])')
mkdir scanned
printf '%s\nA=%s\n' "$secret" "$secret" >scanned/token.txt
(cd scanned && HOME=$folder ../python/bin/kingfisher scan . --no-validate --no-update-check --no-dedup --format sarif \
  --output "$folder/kingfisher.sarif") >log 2>&1 || true # it ends with another code than 0 if it finds something
columns=$(node -p '
  const { runs } = JSON.parse(require("node:fs").readFileSync("kingfisher.sarif", "utf8"));
  const regions = runs[0].results.map(({ locations }) => locations[0].physicalLocation.region);
  const columnOf = (line) => regions.find(({ startLine }) => startLine === line).startColumn;
  `the secret at column 1: startColumn ${columnOf(1)}; at column 3: startColumn ${columnOf(2)}`' 2>>log) || {
  cat log >&2
  changed "Kingfisher wrote no such report."
}
echo "Kingfisher, $columns"
[[ $columns == "the secret at column 1: startColumn 0; at column 3: startColumn 2" ]] ||
  changed "Kingfisher counts columns otherwise."

git init --quiet repository
cd repository
git remote add origin https://example.com/team/repository.git
git -c user.name=made-up -c user.email=made-up@example.com commit --quiet --allow-empty --message "Made up"
cp ../kingfisher.sarif .
echo '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"another"}},"results":[]}]}' >another.sarif
# Uploads these reports, or would, and sets `code`; what it says is in `log`.
upload() { # report …
  code=0
  DD_API_KEY=made-up ../node_modules/.bin/datadog-ci sarif upload --dry-run "$@" >log 2>&1 || code=$?
}

upload kingfisher.sarif
grep -q "startColumn: must be >= 1" log || { cat log >&2; changed "datadog-ci says nothing of the column."; }
echo "datadog-ci, this report: exit code $code, \"startColumn: must be >= 1\""
[[ $code == 1 ]] || changed "datadog-ci ends otherwise with this report."

upload kingfisher.sarif another.sarif
uploaded=$(sed -n 's/.*Uploaded \([0-9]*\) files.*/\1/p' log)
echo "datadog-ci, this report beside another: exit code $code, $uploaded of 2 files uploaded"
[[ "$code $uploaded" == "0 1" ]] || { cat log >&2; changed "datadog-ci ends otherwise with both."; }
echo "As stated."
