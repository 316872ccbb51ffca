#!/usr/bin/env bash
# Kingfisher and detect-secrets tell one place of a secret that stands in several.
#
# Software: PyPI kingfisher-bin 2.14.0 (Kingfisher) and PyPI detect-secrets 1.5.0, with the rules that each brings.
# Expected: a report names every line at which a secret stands, as gitleaks' does, so that what it names is what has to
#   be cleaned.
# Behaviour: of one secret at two lines of each of two files, Kingfisher reports a single finding, at one of the four
#   lines; with --no-dedup it reports all four. detect-secrets reports the first line of each file, and has no switch
#   for the others.
# Why it matters: the place is what a ticket says of a leak. After that line was cleaned the secret is still there; and a
#   place that is put on detect-secrets' baseline covers every other line of that file, too.
# Known: Kingfisher's help has --no-dedup for every occurrence; that other files' places go, too, is not said. detect-secrets
#   knows a secret by its file, kind and hash, which its baseline shows; no report about the lines found.
#
# Output seen:
#   Kingfisher: 1 place
#   Kingfisher, --no-dedup: 4 places
#   detect-secrets: 2 places, a.sh:2 b.sh:2
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
python/bin/pip install --quiet --disable-pip-version-check kingfisher-bin==2.14.0 detect-secrets==1.5.0 ||
  missing "pip could not install the packages."

# A text with the form of a GitHub token, made here: nobody ever had it.
secret=ghp_$(python3 -c 'import base64, hashlib; print(base64.b64encode(hashlib.sha512(b"made up").digest(), b"Aa").decode()[:36])')
mkdir scanned
for file in a.sh b.sh; do
  printf '# first\nexport ONE=%s\n# between\n# the two\nexport TWO=%s\n' "$secret" "$secret" >"scanned/$file"
done

# Scans the folder, and prints how many findings there are.
kingfisher() {
  (cd scanned && HOME=$folder ../python/bin/kingfisher scan . --no-validate --no-update-check --format json "$@" || true) 2>"$folder/log" |
    python3 -c 'import json, sys; print(len(json.JSONDecoder().raw_decode(sys.stdin.read().lstrip())[0]["findings"]))'
}

places=$(kingfisher)
echo "Kingfisher: $places place"
[[ $places == 1 ]] || changed "Kingfisher reports $places."
places=$(kingfisher --no-dedup)
echo "Kingfisher, --no-dedup: $places places"
[[ $places == 4 ]] || changed "with --no-dedup Kingfisher reports $places."

places=$(cd scanned && ../python/bin/detect-secrets scan --all-files --disable-plugin HexHighEntropyString \
  --disable-plugin Base64HighEntropyString --disable-plugin KeywordDetector |
  python3 -c 'import json, sys; r = json.load(sys.stdin)["results"]; print(*("%s:%s" % (f["filename"], f["line_number"]) for k in sorted(r) for f in r[k]))' 2>/dev/null ||
  true)
echo "detect-secrets: $(wc -w <<<"$places" | tr -d ' ') places, $places"
[[ $places == "a.sh:2 b.sh:2" ]] || changed "detect-secrets reports $places."
echo "As stated."
