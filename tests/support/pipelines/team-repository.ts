import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { checkoutFolder } from "../engine/example-copy";
import type { ExportedStack } from "../../../cli/gitops/record/proof";
import { keys, type Incident } from "../engine/incident";
import { writeActionStandIns } from "./action-stand-ins";
import { writeCommands } from "./command-stand-ins";
import { gitIdentity } from "./git-identity";
import { GitHubStandIn } from "./github-stand-in";
import { layFiles, type NewFiles } from "./program/new-files";
import { layProgram, type TeamProgram } from "./program/team-program";
import type { WorkflowEnd, WorkflowRun } from "./workflow-run";

const run = promisify(execFile);

/**
 * A team's repository, made of the very files of examples/gitops, with a stack, a remote, and act in place of GitHub.
 * Stand-ins, since they can't be had here: the third-party actions (see action-stand-ins.ts), `gh`, whose calls are
 * recorded, and `npm ci`, which links the checkout's packages instead of asking a registry, where there are any.
 */
export class TeamRepository {
  #runs = 0;
  readonly github: GitHubStandIn;

  readonly #parent: string;
  readonly #environment: Record<string, string>;
  readonly #localActions: string[];

  private constructor(
    readonly folder: string,
    parent: string,
    environment: Record<string, string>,
    localActions: string[],
  ) {
    this.#parent = parent;
    this.github = new GitHubStandIn(parent);
    this.#environment = environment;
    this.#localActions = localActions;
  }

  /**
   * @param network the environment of a network in which Datadog's own hosts are simulators.
   * @param program the language of the repository's program.
   */
  static async create(
    incident: Incident,
    network: Readonly<Record<string, string>> = {},
    program: TeamProgram = "TypeScript",
  ): Promise<TeamRepository> {
    const parent = incident.pulumi.folder;
    const folder = join(parent, "team");
    const examples = join(checkoutFolder, "examples", "gitops");
    await cp(join(examples, "github-actions", ".github"), join(folder, ".github"), { recursive: true });
    await layProgram(program, folder);
    const environment = {
      ...incident.pulumi.variables,
      ...network,
      ...gitIdentity,
      HOME: join(parent, "act-home"),
      XDG_CACHE_HOME: join(parent, "act-cache"),
      PATH: [await writeCommands(parent), process.env["PATH"]].join(delimiter),
      DD_API_URL: incident.datadog.url,
      ...new GitHubStandIn(parent).environment,
    };
    await mkdir(environment.HOME, { recursive: true });
    const team = new TeamRepository(folder, parent, environment, await writeActionStandIns(parent));
    await team.git("init", "--quiet", "--initial-branch=main");
    await team.git("init", "--quiet", "--bare", join(parent, "origin.git"));
    await team.git("remote", "add", "origin", join(parent, "origin.git"));
    await team.commit("Start", {});
    await run("pulumi", ["stack", "init", "prod"], { cwd: folder, env: { ...process.env, ...environment } });
    await team.commit("Keep the stack's settings", {});
    return team;
  }

  /** Commits everything in the folder, with these files' new texts, and pushes it. */
  async commit(message: string, files: NewFiles): Promise<void> {
    await layFiles(this.folder, files);
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--allow-empty", "--message", message);
    await this.git("push", "--quiet", "origin", "HEAD:main");
  }

  /** Commits these files' new texts on a branch of `main`, for a pull request. @returns its payload. */
  async propose(message: string, files: NewFiles): Promise<object> {
    await this.checkOutMain();
    const base = await this.git("rev-parse", "HEAD");
    await this.git("checkout", "--quiet", "-B", "proposal");
    await layFiles(this.folder, files);
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--message", message);
    const repo = { full_name: "acme/revocations" };
    return { number: 5, base: { sha: base, repo }, head: { sha: await this.git("rev-parse", "HEAD"), repo } };
  }

  async git(...args: string[]): Promise<string> {
    const { stdout } = await run("git", args, {
      cwd: this.folder,
      env: { ...process.env, ...this.#environment },
    });
    return stdout.trim();
  }

  /** Runs a workflow to its end. */
  async run(workflow: WorkflowRun): Promise<WorkflowEnd> {
    const { child, log } = await this.start(workflow);
    const [code] = (await once(child, "close")) as [number | null];
    return { succeeded: code === 0, log: log() };
  }

  /** Starts a workflow, for a test that interferes with it. */
  async start({
    workflow,
    event,
    payload = {},
    vars = {},
    onLog,
  }: WorkflowRun): Promise<{ child: ChildProcess; log: () => string }> {
    const eventFile = join(this.#parent, `event-${workflow}.json`);
    await writeFile(eventFile, JSON.stringify(payload));
    // What the workflow sets itself would be covered by act's own.
    const { PATH: _, HOME: __, XDG_CACHE_HOME: ___, PULUMI_STACK: ____, ...passedOn } = this.#environment;
    const args = [
      event,
      ...["--workflows", `.github/workflows/${workflow}.yml`, "--eventpath", eventFile],
      ...["--platform", "ubuntu-latest=-self-hosted"],
      ...this.#localActions.flatMap((action) => ["--local-repository", action]),
      ...Object.entries({ PULUMI_STACK: "prod", ...vars }).flatMap(([name, value]) => [
        "--var",
        `${name}=${value}`,
      ]),
      ...Object.entries({ ...passedOn, GITHUB_RUN_ID: String((this.#runs += 1)) }).flatMap(
        ([name, value]) => ["--env", `${name}=${value}`],
      ),
    ];
    const child = spawn("act", args, { cwd: this.folder, env: { ...process.env, ...this.#environment } });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        log += text;
        onLog?.(text);
      });
    }
    child.once(
      "error",
      () => (log += "act could not be started. Run the tests with `npm test`, which builds it.\n"),
    );
    return { child, log: () => log };
  }

  /** Runs the repository's own command as a person does at home. @returns all that it printed. */
  async gitops(...args: string[]): Promise<string> {
    const { stdout } = await run("npm", ["run", "--silent", "gitops", "--", ...args], {
      cwd: this.folder,
      env: { ...process.env, ...this.#environment, ...keys, PULUMI_STACK: "prod" },
    });
    return stdout;
  }

  /** The message of the stack's last update. */
  async lastUpdateMessage(): Promise<string | undefined> {
    const history = await this.#ofStack("history", "--json", "--page-size", "1");
    return (JSON.parse(history) as { message?: string }[])[0]?.message;
  }

  /** The stack's state, as Pulumi exports it. */
  async exportedStack(): Promise<ExportedStack> {
    return JSON.parse(await this.#ofStack("export")) as ExportedStack;
  }

  async #ofStack(...args: string[]): Promise<string> {
    const env = { ...process.env, ...this.#environment };
    const { stdout } = await run("pulumi", ["stack", ...args, "--stack", "prod"], { cwd: this.folder, env });
    return stdout;
  }

  /** Goes back to the remote's main, as a runner does before each run: here the folder stays the same. */
  async checkOutMain(): Promise<void> {
    await this.git("fetch", "--quiet", "origin", "main");
    await this.git("checkout", "--quiet", "--force", "-B", "main", "FETCH_HEAD");
  }

  /** The text of a file of the remote on a branch. */
  readonly remoteFile = (branch: string, file: string) => this.#remote("show", `${branch}:${file}`);

  /** The last commit's message of a branch of the remote. */
  readonly remoteMessage = (branch: string) => this.#remote("log", "-1", "--format=%B", branch);

  /** The branches of the remote. */
  async remoteBranches(): Promise<string[]> {
    return (await this.#remote("branch", "--format=%(refname:short)")).split("\n");
  }

  #remote(...args: string[]): Promise<string> {
    return this.git("--git-dir", join(this.#parent, "origin.git"), ...args);
  }
}
