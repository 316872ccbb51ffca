#!/usr/bin/env bash
# Pulumi YAML makes a number of a configuration value of type string, and writes it with an exponent, or without its last digits.
#
# Software: Pulumi's language host for YAML 1.25.0 (Go module github.com/pulumi/pulumi-yaml) with Pulumi's CLI 3.259.0.
# Expected: a value that the program declares as `type: string`, and that `pulumi config set` wrote into the stack's
#   settings in quotes, is that text, alone and within a longer one.
# Behaviour: nothing but digits, it is a floating-point number. Within a longer text 20261128 becomes 2.0261128e+07, and
#   20261128001000000001 becomes 2.0261128001e+19, with seven digits lost. `fn::join` refuses it: "found a number". With a
#   zero at its beginning, or a letter in it, it stays what it is. A number of the program's own, from 1,000,000 on, is
#   written with an exponent, too.
# Why it matters: a ticket is what says who decided. In the reason of a resource it names another ticket than was set, and
#   the update ends well. Whoever needs such a number in a text puts a letter into the value: SEC-20261128.
#
# Output seen:
#   a string of 8 digits: see 2.0261128e+07
#   a string of 20 digits: see 2.0261128001e+19
#   a string with a zero before it: see 020261128
#   a number of the program: see 1e+06
#   As stated.
set -euo pipefail

missing() { echo "$1" >&2; exit 2; }
changed() { echo "No longer as stated: $1" >&2; exit 1; }

if [[ $(pulumi version 2>/dev/null) != v3.259.0 ]] || ! command -v pulumi-language-yaml >/dev/null; then
  missing "This needs Pulumi's CLI 3.259.0 and its language host for YAML 1.25.0 on PATH: install that release, or build the \
commands of the Go modules github.com/pulumi/pulumi/pkg/v3 at v3.259.0 and github.com/pulumi/pulumi-yaml at v1.25.0."
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export PULUMI_HOME=$folder/home PULUMI_BACKEND_URL=file://$folder/state PULUMI_CONFIG_PASSPHRASE=made-up
export PULUMI_SKIP_UPDATE_CHECK=true PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION=true
unset PULUMI_STACK PULUMI_CONFIG_PASSPHRASE_FILE
mkdir state
cat >Pulumi.yaml <<'YAML'
name: demo
runtime: yaml
config:
  ticket:
    type: string
variables:
  million: 1000000
outputs:
  ofTicket: see ${ticket}
  ofNumber: see ${million}
YAML
pulumi stack init --stack demo >/dev/null 2>&1

# Sets the ticket, and prints the output of this name.
output() { # ticket, name
  pulumi config set ticket "$1" --stack demo
  pulumi up --yes --skip-preview --suppress-outputs --stack demo >log 2>&1 || {
    cat log >&2
    changed "the update with the ticket $1 failed."
  }
  pulumi stack output "$2" --stack demo
}
expect() { # what it is, seen, expected
  echo "$1: $2"
  [[ $2 == "$3" ]] || changed "$1 is $2."
}

expect "a string of 8 digits" "$(output 20261128 ofTicket)" "see 2.0261128e+07"
grep -q 'ticket: "20261128"' Pulumi.demo.yaml || changed "the settings have no text in quotes."
expect "a string of 20 digits" "$(output 20261128001000000001 ofTicket)" "see 2.0261128001e+19"
expect "a string with a zero before it" "$(output 020261128 ofTicket)" "see 020261128"
expect "a number of the program" "$(output 1 ofNumber)" "see 1e+06"
echo "As stated."
