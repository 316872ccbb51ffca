/**
 * `npm`, `pulumi` and `curl` are stand-ins: there is no GitLab, no Pulumi Cloud and no stack here, and what is tested is
 * what the job's own lines make of their success and failure. They record what they are called with, and do as much as
 * the lines after them need: `declare` adds to the list, `preview` leaves a comment, `curl` saves a report. Those whose
 * arguments contain $CI_STAND_IN_FAILING fail, with the exit status $CI_STAND_IN_FAILING_WITH. What is handed to them as a file of a process of the
 * job's own is recorded beside the calls.
 */
export const standIn = (name: string) => `#!/bin/bash
call="${name}"
for argument in "$@"; do
  case "$argument" in
    */dev/fd/*) echo "$(cat "/dev/fd/\${argument##*/}")" >> "$CI_STAND_IN_CALLS.handed"; call+=" \${argument%%/dev/fd/*}FILE" ;;
    *) call+=" $argument" ;;
  esac
done
echo "$call" >> "$CI_STAND_IN_CALLS"
compgen -e > "$CI_STAND_IN_CALLS.environment"
if [[ "$call" == "npm ci"* ]]; then compgen -e > "$CI_STAND_IN_CALLS.installing"; fi
echo "\${PULUMI_STACK:-}" > "$CI_STAND_IN_CALLS.stack"
if [ -n "$CI_STAND_IN_FAILING" ] && [[ "$call" == *"$CI_STAND_IN_FAILING"* ]]; then exit "$CI_STAND_IN_FAILING_WITH"; fi
case "$call" in
  *"-- declare "*) if [ -z "$CI_STAND_IN_DECLARED_ALREADY" ]; then cat report >> revocations.yaml; fi ;;
  *"-- preview "*) echo "the preview" > comment.md ;;
  *"-- find-comment "*) echo "$CI_STAND_IN_NOTE" ;;
  *"--output report "*) echo "# what the scanner found" > report ;;
esac
`;

/** bash and git are the real ones; of a job's own calls of git there is a record. */
export const recordingGit = (git: string) => `#!/bin/bash
if [ -n "\${CI_JOB_ID:-}" ]; then echo "git $*" >> "$CI_STAND_IN_CALLS"; fi
exec '${git}' "$@"
`;

/** The real command, which records the variables that a job's own calls of it see. */
export const recordingEnvironment = (command: string) => `#!/bin/bash
if [ -n "\${CI_JOB_ID:-}" ]; then compgen -e > "$CI_STAND_IN_CALLS.environment"; fi
exec '${command}' "$@"
`;

/** gitlab-ci-local copies the project for containers, also where there are none; its own jobs run in the clone. */
export const noCopy = "#!/bin/sh\n";

/** Settings of the stand-ins as variables that a job keeps. */
export function forStandIns(settings: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [`CI_STAND_IN_${name}`, value]));
}
