/** The text of `--help`. */
export const gitopsHelp = `Usage: datadog-token-gitops preview|up|drift|recover|declare|proof|find-comment|doctor|init [option]…

  preview          what a pull request would revoke: pulumi preview
  up               pulumi up, with the last commit's message as the update's
  drift            whether what was revoked stays so: fails (exit status 3) where it does not; --mend revokes again. Exit
                   status 5 where these credentials may not be shown what was revoked, or belong nobody knows where
  recover          makes the stack usable after an interrupted run; you say that it is dead: nothing here can tell it of
                   another machine's. Refuses where the run is at work on this machine, or Pulumi Cloud says that one is
  declare REPORT   adds the public portion of every token in a scanner's report to the list
  proof REPORT     whether the stack's records prove of every token in the report that it is gone
  find-comment FILE
                   the number of the comment that an earlier run left, if any: FILE has GitHub's comments or GitLab's notes
  doctor           looks at the set-up in this folder, and says what is wrong and what to do: Node.js, Pulumi's CLI, backend,
                   stack and lock, each account's site, credentials, organisation and permissions, the cap, the clock, the
                   list, the policies. It asks Datadog by GET alone. Fails if anything is wrong; --json for programs
  init github|gitlab
                   writes the repository that all this is for: list, program, settings, policies and workflows; --dir FOLDER,
                   default here; --yaml: the program in YAML, without a package to install, for the tools of a release.
                   Overwrites nothing, and says what is left to do

  --stack NAME           default: PULUMI_STACK, else the selected stack
  --policy-pack FOLDER   for preview, up and drift; may be repeated
  --policy-pack-config FILE
  --comment FILE         the result as Markdown, at most 60,000 characters; FILE.full.txt has all that was printed
  --not-previewed FILE   names in the comment what else a pull request changes: FILE has a path a line
  --author NAME          find-comment: only of this author
  --message TEXT         of the update, instead of the commit's
  --lock-wait SECONDS    up, drift --mend: waits so long for another run on the stack to end; default 0
  --recover              up: takes away a lock that is still there then, if its run was on this machine and is dead, or
                         Pulumi Cloud says that nothing is under way
  --max-a-day N          up: revokes at most N in 24 hours, those of the stack's record included; takes the list's new tokens
                         above it, and above the cap, the last ones first, out of the list's file, names them, and ends with
                         exit status 4
  --skip-preview         up: revokes without a preview first, in half the time; policies and the cap hold all the same
  --mend                 drift: revokes again what came back
  --list FILE            up, declare: default revocations.yaml
  --allow-removals       up: goes on where the record has revoked tokens that the list does not name, and takes them out
  --source FOLDER        declare, proof: looks up there, at the finding's file, line and commit, what the report does not show
  --reason TEXT, --ticket TEXT
                         declare: for each entry; the places of the report are added to the reason
  --account NAME         declare: for each entry, in place of a site; "any": whichever account shows the token
  --locate               declare: asks Datadog's sites whose each token is, with the token's own text, writes the site into its
                         entry, and the account of DD_ACCOUNTS that is of its organisation; puts those that live first;
                         --site NAME, may be repeated, asks these sites only
  --live-only            declare: adds only tokens whose whole text Datadog accepts at this moment; all others, and what is
                         above the limits, wait for a person; --max N new ones a run (default, and at most, the cap of the
                         environment or the stack, else 25), --max-a-day N in 24 hours, counted from the stack's record.
                         Fails if a live one is left
  --alerts               proof: only the numbers of GitHub's alerts that may be closed
  --accept-not-found     proof: a token that was only ever not found (404) counts as dead: you say so, nothing proves it;
                         drift: likewise one that these credentials may not be shown

Exit status: 0 done, 1 failed, 2 wrong option, 3 drift, 4 done up to the limit of a day, 5 no drift
seen, but not every token could be looked for.
`;
