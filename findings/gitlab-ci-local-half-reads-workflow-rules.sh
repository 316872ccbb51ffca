#!/usr/bin/env bash
# gitlab-ci-local takes the variables of a workflow rule and leaves its "never" aside.
#
# Software: npm gitlab-ci-local 4.75.1.
# Expected: where the first matching rule of `workflow:rules` says `when: never`, GitLab creates no pipeline. A program
#   that runs pipelines on one's own machine ought to run none either.
# Behaviour: it runs the jobs. It does look at the rule, since the jobs get the rule's variables; and it heeds the same
#   `when: never` among the rules of a job.
# Why it matters: a pipeline that revokes tokens is often confined to the default branch with `workflow:rules`. Tried
#   on a machine with credentials, from another branch, `pulumi up` runs and revokes. Give the job itself the rule, too.
# Known: issues 691 and 1832 of firecow/gitlab-ci-local are about the variables of workflow rules. None found about
#   "never".
# Beside it: it calls `rsync` before the first job, even of a shell executor, and its npm package brings none. So this
#   script needs it.
#
# Output seen:
#   by-workflow ran on feature, with the variables of the rule that says never
#   by-job did not run
#   As stated.
set -euo pipefail

missing() { echo "$1" >&2; exit 2; }
changed() { echo "No longer as stated: $1" >&2; exit 1; }

command -v npm >/dev/null || missing "This needs Node.js 22 or newer, with npm."
node -e 'process.exit(Number.parseInt(process.versions.node) < 22 ? 1 : 0)' || missing "This needs Node.js 22 or newer."
for tool in git rsync; do
  command -v "$tool" >/dev/null || missing "This needs $tool."
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/package" "$folder/repository" "$folder/home"

cd "$folder/package"
echo '{"private":true}' >package.json
npm install --silent --ignore-scripts --no-audit --no-fund gitlab-ci-local@4.75.1 ||
  missing "npm could not install the package."

cd "$folder/repository"
export HOME=$folder/home # in which it would find somebody's own variables
cat >.gitlab-ci.yml <<'YAML'
workflow:
  rules:
    - if: $CI_COMMIT_BRANCH == "feature"
      when: never
      variables: { RULE: says-never }
    - when: always

by-workflow:
  script:
    - echo "by-workflow-ran-on-$CI_COMMIT_BRANCH-and-the-rule-$RULE"

by-job:
  script:
    - echo "by-job-ran-on-$CI_COMMIT_BRANCH"
  rules:
    - if: $CI_COMMIT_BRANCH == "feature"
      when: never
    - when: always
YAML
git init --quiet
git checkout --quiet -b feature
git add .gitlab-ci.yml
git -c user.name=nobody -c user.email=nobody@example.com commit --quiet -m "A pipeline"

"$folder/package/node_modules/.bin/gitlab-ci-local" >"$folder/output" 2>&1 || {
  cat "$folder/output" >&2
  changed "gitlab-ci-local failed."
}
grep -q "by-workflow-ran-on-feature-and-the-rule-says-never" "$folder/output" ||
  changed "the job did not run, or without the variables of the workflow rule."
echo "by-workflow ran on feature, with the variables of the rule that says never"
! grep -q "by-job-ran-on" "$folder/output" || changed "the job ran against a rule of its own."
echo "by-job did not run"
echo "As stated."
