/** The text of `--help`. */
export const gitopsHelp = `Usage: datadog-token-gitops preview|up|drift|recover|declare|proof|find-comment|doctor|init [option]…

  preview          what a pull request would revoke: pulumi preview
  up               pulumi up, with the last commit's message as the update's
  drift            checks that what was revoked stays revoked: exit status 3 if a token is alive again; --mend revokes it
                   again. Exit status 5 if these credentials may not be shown what was revoked, or if Datadog does not tell
                   which organisation they belong to
  recover          makes the stack usable after an interrupted run. You say that the run is dead: of a run on another machine
                   nothing here can tell. Refuses if the run is at work on this machine, or Pulumi Cloud says that one is
  declare REPORT   adds the public portion of every token in a scanner's report to the list
  proof REPORT     checks that the stack's records prove every token in the report to be gone
  find-comment FILE
                   the number of the comment that an earlier run left, if any: FILE has GitHub's comments or GitLab's notes
  doctor           checks the set-up in this folder, and says what is wrong and what to do: Node.js, Pulumi's CLI, backend,
                   stack and lock, each account's site, credentials, organisation and permissions, the cap, the clock, the
                   list, the policies. It sends Datadog nothing but GET. Fails if anything is wrong; --json for programs
  init github|gitlab
                   writes a repository to begin with: list, program, settings, policies and workflows, into this folder or
                   --dir FOLDER; --yaml: the program in YAML, which needs a release's tools in place of npm packages.
                   Overwrites nothing, and says what is left to do

  --stack NAME           default: PULUMI_STACK, else the selected stack
  --policy-pack FOLDER   for preview, up and drift; may be repeated
  --policy-pack-config FILE
  --comment FILE         the result as Markdown, at most 60,000 characters; FILE.full.txt has all that was printed
  --not-previewed FILE   names in the comment what else a pull request changes: FILE has one path in each line
  --author NAME          find-comment: only of this author
  --message TEXT         of the update, instead of the commit's
  --lock-wait SECONDS    up, drift --mend: how long to wait for another run on the stack to end; default 0
  --recover              up: removes a lock that is still there after that, if its run was on this machine and is dead, or
                         Pulumi Cloud says that nothing is under way
  --max-a-day N          up: revokes at most N in 24 hours, including those on the stack's record; takes new tokens beyond
                         that, or beyond the cap, out of the list's file, the last ones first, and those that are protected or
                         that the run works with and may not revoke, names them, and ends with exit status 4
  --skip-preview         up: revokes without a preview first, in half the time; policies and the cap apply all the same
  --mend                 drift: revokes again what came back
  --list FILE            default revocations.yaml; up, drift, doctor: may be repeated, for a program with several lists. One
                         that the stack has on record is also looked for beside these. --max-a-day, and declare, take the first
  --allow-removals       up: goes on if the record has revoked tokens that no list names, and drops their records;
                         without it, up refuses, up --max-a-day and drift --mend leave them on record
  --source FOLDER        declare, proof: looks up what the report does not show in this folder, at the finding's file, line
                         and commit
  --reason TEXT, --ticket TEXT
                         declare: for each entry; the places of the report are added to the reason
  --account NAME         declare: for each entry, in place of a site; "any": whichever account shows the token
  --locate               declare: asks Datadog's sites about each token, with the token's own text; writes into its entry the
                         site, and the account whose organisation the token is of (of DD_ACCOUNTS, or declared by the stack,
                         with credentials in the environment); puts living tokens first;
                         --site NAME, may be repeated, asks these sites only
  --live-only            declare: adds only tokens whose whole text Datadog accepts at this moment; all others, and what is
                         above the limits, wait for a person; --max N new ones a run (default, and at most, the cap of the
                         environment or the stack, else 25), --max-a-day N in 24 hours, counted from the stack's record.
                         Fails if a living one is left out
  --alerts               proof: only the numbers of GitHub's alerts that may be closed
  --accept-not-found     proof: a token that was only ever not found (404) counts as dead: you say so, nothing proves it;
                         drift: likewise one that these credentials may not be shown

Exit status: 0 done, 1 failed, 2 wrong option, 3 drift, 4 done but for what was named, 5 no drift seen,
but not every token could be looked for.
`;
