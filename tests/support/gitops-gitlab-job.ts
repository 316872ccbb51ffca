import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** A job, as far as it has lines to run. */
export interface JobLines {
  script: string[];
  after_script?: string[];
}

/** How a job's run ended. */
export interface JobEnd {
  exitCode: number | null;
  output: string;
  /** What the stand-ins were called with, in order. */
  calls: string[];
}

/** A project with its repository on a "server", and the clone that a runner made of it. */
export interface GitlabProject {
  run: (job: JobLines, variables?: Record<string, string>) => JobEnd;
  /** Runs git in the server's repository. @returns what it prints, trimmed. */
  onServer: (...args: string[]) => string;
  /** The push options of the last push, one a line. */
  pushOptions: () => string;
  /** Whether the clone has a file. */
  has: (file: string) => boolean;
  /** Makes the server refuse pushes. */
  refusePushes: () => void;
}

/**
 * `npm`, `pulumi` and `curl` are stand-ins: there is no GitLab, no Pulumi Cloud and no stack here, and what is tested is
 * what the job's own lines make of their success and failure. They record what they are called with, and do as much as
 * the lines after them need: `declare` adds to the list, `preview` leaves a comment, `curl` saves a report. Those whose
 * arguments contain $FAILING fail. bash and git are the real ones.
 */
const standIn = (name: string) => `#!/bin/bash
echo "${name} $*" >> "$CALLS"
if [ -n "$FAILING" ] && [[ "${name} $*" == *"$FAILING"* ]]; then exit 1; fi
case "${name} $*" in
  *"-- declare "*) cat report >> revocations.yaml ;;
  *"-- preview "*) echo "the preview" > comment.md ;;
  *"--output report "*) echo "# what the scanner found" > report ;;
esac
`;

/** Runs lines as GitLab's runner does under bash: all in one shell, which stops at the first that fails. */
const asRunner = 'set -eo pipefail; set +o noclobber; : | eval "$LINES_OF_JOB"';

/** Makes the project in a folder that is there, with a list and nothing else in it. */
export function makeGitlabProject(folder: string): GitlabProject {
  const [server, clone, bin] = ["server/acme/revocations.git", "clone", "bin"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const calls = join(folder, "calls");
  const noSettings = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", HOME: folder };
  const git = (cwd: string, ...args: string[]) =>
    execFileSync("git", args, {
      cwd,
      encoding: "utf8",
      env: { ...process.env, ...noSettings },
      stdio: "pipe",
    }).trim();
  const hook = (script: string) =>
    writeFileSync(join(server, "hooks/pre-receive"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });

  mkdirSync(bin);
  for (const name of ["npm", "pulumi", "curl"]) {
    writeFileSync(join(bin, name), standIn(name), { mode: 0o755 });
  }
  git(folder, "init", "--quiet", "--bare", "--initial-branch=main", server);
  git(server, "config", "receive.advertisePushOptions", "true");
  hook(`printenv | grep '^GIT_PUSH_OPTION_[0-9]' | sort > '${join(folder, "push-options")}'`);
  git(folder, "clone", "--quiet", `file://${server}`, "first");
  writeFileSync(join(folder, "first/revocations.yaml"), "revocations: []\n");
  git(join(folder, "first"), "add", ".");
  git(
    join(folder, "first"),
    "-c",
    "user.name=a",
    "-c",
    "user.email=a@example.com",
    "commit",
    "--quiet",
    "-m",
    "Start",
  );
  git(join(folder, "first"), "push", "--quiet", "origin", "HEAD:main");
  git(folder, "clone", "--quiet", "--depth=1", `file://${server}`, clone);

  const run = (
    { script, after_script: after = [] }: JobLines,
    variables: Record<string, string> = {},
  ): JobEnd => {
    // As a runner does before each job: the commit itself, on no branch, and nothing that an earlier job left.
    git(clone, "checkout", "--quiet", "--force", "--detach", "origin/main");
    git(clone, "clean", "--quiet", "-ffdx");
    rmSync(calls, { force: true });
    const env = {
      ...noSettings,
      PATH: [bin, process.env["PATH"] ?? ""].join(delimiter),
      CALLS: calls,
      FAILING: "",
      // The address of the push is GitLab's; here it leads to the folder.
      GIT_CONFIG_COUNT: "1",
      GIT_CONFIG_KEY_0: `url.file://${join(folder, "server")}/.insteadOf`,
      GIT_CONFIG_VALUE_0: "https://gitlab.example.com/",
      ...variables,
    };
    const shell = (lines: string[]) =>
      spawnSync("bash", ["--norc", "-c", asRunner], {
        cwd: clone,
        encoding: "utf8",
        env: { ...env, LINES_OF_JOB: lines.join("\n") },
      });
    const main = shell(script);
    // In a shell of its own, whatever became of the job.
    const last = shell(after);
    const output = [main, last].map(({ stdout, stderr }) => stdout + stderr).join("");
    const recorded = existsSync(calls) ? readFileSync(calls, "utf8").trim().split("\n") : [];
    return { exitCode: main.status, output, calls: recorded };
  };
  return {
    run,
    onServer: (...args) => git(server, ...args),
    pushOptions: () => readFileSync(join(folder, "push-options"), "utf8"),
    has: (file) => existsSync(join(clone, file)),
    refusePushes: () => hook("exit 1"),
  };
}
