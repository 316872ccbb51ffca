import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { checkoutFolder } from "../engine/example-copy";
import { forStandIns, noCopy, recordingEnvironment, recordingGit, standIn } from "./gitlab-stand-ins";
import { author, layTexts, linesOf, settingsOf, type JobEnd, type RunEnd, type Variables } from "./settings";

/** The pipeline of examples/gitops/gitlab-ci. */
export const pipelineFile = join(checkoutFolder, "examples/gitops/gitlab-ci/.gitlab-ci.yml");

/** The address from which a runner clones, with its own token. */
const clonedFrom = "https://gitlab-ci-token:a-jobs-token@gitlab.example.com/acme/revocations.git";

/** A project with its repository on a "server", and the clone that a runner made of it. */
export class GitlabProject {
  readonly #server: string;
  readonly #clone: string;
  readonly #calls: string;
  readonly #environment: Record<string, string>;
  readonly folder: string;
  /** The commit that a runner checks out. */
  #head = "origin/main";

  /** @param folder is there, and empty. */
  constructor(folder: string) {
    this.folder = folder;
    this.#server = join(folder, "server/acme/revocations.git");
    this.#clone = join(folder, "clone");
    this.#calls = join(folder, "calls");
    const commands = join(folder, "commands");
    this.#environment = {
      PATH: [commands, process.env["PATH"] ?? ""].join(delimiter),
      HOME: folder,
      ...forStandIns({ CALLS: this.#calls, FAILING: "", FAILING_WITH: "1", DECLARED_ALREADY: "", NOTE: "" }),
      NO_COLOR: "1",
      // A variable of a job that is misspelt is an error here.
      SHELLOPTS: "nounset",
      GIT_CONFIG_NOSYSTEM: "1",
    };
    // The address of the push is GitLab's; here it leads to the folder.
    const hosts = ["https://gitlab.example.com/", new URL("/", clonedFrom).href];
    const insteadOf = hosts.map((host) => `\tinsteadOf = ${host}\n`).join("");
    writeFileSync(join(folder, ".gitconfig"), `[url "file://${join(folder, "server")}/"]\n${insteadOf}`);
    const real = (name: string) =>
      execFileSync("bash", ["-c", `command -v ${name}`], { encoding: "utf8" }).trim();
    const git = recordingGit(real("git"));
    const rm = recordingEnvironment(real("rm"));
    const scripts = { npm: standIn("npm"), pulumi: standIn("pulumi"), curl: standIn("curl") };
    mkdirSync(commands);
    for (const [name, script] of Object.entries({ ...scripts, git, rm, rsync: noCopy })) {
      writeFileSync(join(commands, name), script, { mode: 0o755 });
    }
    this.#git(folder, "init", "--quiet", "--bare", "--initial-branch=main", this.#server);
    this.#git(this.#server, "config", "receive.advertisePushOptions", "true");
    // As GitLab's own server does.
    this.#git(this.#server, "config", "uploadpack.allowAnySHA1InWant", "true");
    this.#hook(`printenv | grep '^GIT_PUSH_OPTION_[0-9]' | sort > '${join(folder, "push-options")}'`);
    const first = join(folder, "first");
    this.#git(folder, "clone", "--quiet", `file://${this.#server}`, first);
    copyFileSync(pipelineFile, join(first, ".gitlab-ci.yml"));
    writeFileSync(join(first, "revocations.yaml"), "revocations: []\n");
    this.#git(first, "add", ".");
    this.#git(first, ...author, "commit", "--quiet", "-m", "Start");
    this.#git(first, "push", "--quiet", "origin", "HEAD:main");
    this.#git(folder, "clone", "--quiet", "--depth=1", clonedFrom, this.#clone);
  }

  /**
   * Runs a job: the lines of `before_script`, `script` and `after_script`, as gitlab-ci-local does it in a shell.
   *
   * @param standIns $FAILING, $FAILING_WITH, $DECLARED_ALREADY and $NOTE for the stand-ins
   */
  run(job: string, variables: Variables, standIns: Variables = {}): JobEnd {
    // As a runner does before each job: the commit itself, on no branch, and nothing that an earlier job left.
    this.#git(this.#clone, "checkout", "--quiet", "--force", "--detach", this.#head);
    this.#git(this.#clone, "clean", "--quiet", "-ffdx");
    rmSync(this.#calls, { force: true });
    rmSync(`${this.#calls}.handed`, { force: true });
    const options = ["--force-shell-executor", "--no-json-schema-validation"];
    const end = this.#gitlabCiLocal([job, ...options, ...settingsOf(variables)], standIns);
    const ends = ["", ".handed", ".environment", ".installing"];
    const [calls = [], handed = [], environment = [], installing = []] = ends.map((ending) =>
      linesOf(`${this.#calls}${ending}`),
    );
    return { ...end, calls, handed, environment, installing, stack: linesOf(`${this.#calls}.stack`)[0] };
  }

  /** Reads a pipeline and checks it by GitLab's published schema, which gitlab-ci-local brings. */
  validate(pipeline: string): RunEnd {
    writeFileSync(join(this.#clone, "to-be-checked.yml"), pipeline);
    return this.#gitlabCiLocal(["--list", "--file", "to-be-checked.yml"]);
  }

  /**
   * The names of the jobs that a pipeline with these variables has; undefined where GitLab makes no pipeline of it.
   * gitlab-ci-local evaluates the rules of jobs but not whether there is a pipeline at all: those rules are given to a
   * job of their own.
   */
  jobsOf(variables: Variables): string[] | undefined {
    const { workflow } = parse(readFileSync(pipelineFile, "utf8")) as { workflow: { rules: object[] } };
    const file = {
      include: [{ local: ".gitlab-ci.yml" }],
      "the-pipeline": { script: ["true"], rules: workflow.rules },
    };
    // JSON is YAML.
    writeFileSync(join(this.#clone, "with-the-pipeline.yml"), JSON.stringify(file));
    const options = ["--file", "with-the-pipeline.yml", "--no-json-schema-validation"];
    const unset = ["CI_COMMIT_BRANCH"].filter((name) => !(name in variables));
    const { exitCode, stdout, output } = this.#gitlabCiLocal([
      "--list-csv",
      ...options,
      ...settingsOf(variables),
      ...unset.flatMap((name) => ["--unset-variable", name]),
    ]);
    const [header, ...jobs] = stdout.trim().split("\n");
    if (exitCode !== 0 || header?.startsWith("name;") !== true) {
      throw new Error(`gitlab-ci-local can't list the jobs: ${output}`);
    }
    const names = jobs.map((line) => line.split(";")[0] ?? "");
    return names.includes("the-pipeline") ? names.filter((name) => name !== "the-pipeline") : undefined;
  }

  /** Puts files' new texts on the default branch; undefined: taken away. */
  merge(files: Partial<Variables>): void {
    this.#push(files, "main");
  }

  /** Proposes files' new texts as a merge request, whose jobs are run from then on; undefined: taken away. */
  propose(files: Partial<Variables>): void {
    this.#push(files, "proposal");
    this.#git(this.#clone, "fetch", "--quiet", "--depth=1", "origin", "proposal");
    this.#head = this.#git(this.#clone, "rev-parse", "FETCH_HEAD");
  }

  /** Has the jobs run on the default branch again. */
  readonly checkOutMain = (): void => void (this.#head = "origin/main");

  /** The variables of a merge request that GitLab sets. */
  get mergeRequest(): Variables {
    return {
      CI_DEFAULT_BRANCH: "main",
      CI_COMMIT_SHA: this.#git(this.#clone, "rev-parse", this.#head),
      CI_MERGE_REQUEST_DIFF_BASE_SHA: this.#git(this.#server, "rev-parse", "main"),
    };
  }

  /** A file of the clone. */
  textOf(file: string): string {
    return readFileSync(join(this.#clone, file), "utf8");
  }

  /** Runs git in the server's repository. @returns what it prints, trimmed. */
  onServer(...args: string[]): string {
    return this.#git(this.#server, ...args);
  }

  /** The push options of the last push, one a line. */
  pushOptions(): string {
    return readFileSync(join(this.folder, "push-options"), "utf8");
  }

  /** Tells whether the clone has a file. */
  has(file: string): boolean {
    return existsSync(join(this.#clone, file));
  }

  /** Makes the server refuse pushes. */
  refusePushes(): void {
    this.#hook("exit 1");
  }

  #push(files: Partial<Variables>, branch: string): void {
    const first = join(this.folder, "first");
    layTexts(first, files);
    this.#git(first, "add", ".");
    this.#git(first, ...author, "commit", "--quiet", "-m", `Change ${branch}`);
    this.#git(first, "push", "--quiet", "origin", `HEAD:${branch}`);
  }

  #gitlabCiLocal(args: string[], standIns: Variables = {}): RunEnd {
    const command = require.resolve("gitlab-ci-local");
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
      cwd: this.#clone,
      encoding: "utf8",
      env: { ...this.#environment, ...forStandIns(standIns) },
    });
    return { exitCode: status, stdout, output: stdout + stderr };
  }

  #git(cwd: string, ...args: string[]): string {
    const env = { ...process.env, ...this.#environment };
    return execFileSync("git", args, { cwd, encoding: "utf8", env, stdio: "pipe" }).trim();
  }

  #hook(script: string): void {
    writeFileSync(join(this.#server, "hooks/pre-receive"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
}
