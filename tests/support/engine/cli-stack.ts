import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { recordedRevocations } from "../../../provider/schema/recorded-revocations";
import type { RevocationRecord } from "../../../provider/schema/revocation-record";
import { age, type StoredResource } from "./aged-state";
import { checkoutFolder, linkPackages } from "./example-copy";
import type { PulumiEnvironment } from "./pulumi-environment";

/** One run of a command: its end, and all that it printed. */
export interface CliRun {
  exitCode: number;
  printed: string;
}

interface StoredStack {
  checkpoint: { latest?: { resources?: StoredResource[] } };
}

type Environment = Record<string, string>;

const plainOptions = ["--non-interactive", "--color=never"];

/**
 * A stack with a program in plain JavaScript, run by the CLI itself. It does without the Automation API, which starts the
 * CLI three times for each run and waits for type checks: tests that are about the record need many runs, and nothing else.
 */
export class CliStack {
  /** Everything that any run printed, for a search for secrets. */
  transcript = "";

  readonly folder: string;
  readonly #name: string;
  readonly #pulumi: PulumiEnvironment;
  readonly #environment: Environment;

  private constructor(pulumi: PulumiEnvironment, folder: string, name: string, environment: Environment) {
    this.folder = folder;
    this.#pulumi = pulumi;
    this.#name = name;
    this.#environment = environment;
  }

  /** Makes a project with an empty stack. */
  static async create(
    pulumi: PulumiEnvironment,
    environment: Environment,
    project = "record",
  ): Promise<CliStack> {
    const folder = join(pulumi.folder, project);
    await mkdir(folder);
    await linkPackages(folder);
    const stack = new CliStack(pulumi, folder, "test", environment);
    await stack.write("Pulumi.yaml", `name: ${project}\nruntime: nodejs\n`);
    await stack.write("package.json", JSON.stringify({ name: project, private: true, main: "index.js" }));
    await stack.#init();
    return stack;
  }

  /** Another stack of the same program, with this one's state in it. */
  async importedAs(name: string): Promise<CliStack> {
    const other = await this.beside(name);
    await this.pulumi(["stack", "export", "--file=state.json"]);
    await other.pulumi(["stack", "import", "--force", "--file=state.json"]);
    return other;
  }

  /** Another stack of the same program, without anything in it. */
  async beside(name: string): Promise<CliStack> {
    const other = new CliStack(this.#pulumi, this.folder, name, this.#environment);
    await other.#init();
    return other;
  }

  /** Moves resources to another stack of the same program. */
  move(to: string, ...urns: readonly string[]): Promise<CliRun> {
    const between = [`--source=${this.#name}`, `--dest=${to}`];
    return this.#run("pulumi", ["state", "move", "--yes", ...between, ...urns], {});
  }

  write(file: string, text: string): Promise<void> {
    return writeFile(join(this.folder, file), text);
  }

  /** Replaces the program: these statements, with the classes of the package and `pulumi` in reach. */
  program(...statements: string[]): Promise<void> {
    const lines = [
      'const pulumi = require("@pulumi/pulumi");',
      'const { PersonalAccessTokenRevocation: Revocation, ServiceAccessTokenRevocation: ServiceRevocation, PersonalAccessTokenRevocationBatch: Batch, RevocationList: List } = require("pulumi-datadog-token-revocation");',
      ...statements,
    ];
    return this.write("index.js", `${lines.join("\n")}\n`);
  }

  /** Replaces a list's file. */
  list(entries: readonly string[], file = "revocations.yaml"): Promise<void> {
    return this.write(file, ["revocations:", ...entries.map((entry) => `  - ${entry}`), ""].join("\n"));
  }

  up(environment: Environment = {}, ...options: string[]): Promise<CliRun> {
    return this.pulumi(["up", "--yes", "--skip-preview", ...options, ...plainOptions], environment);
  }

  preview(environment: Environment = {}, ...options: string[]): Promise<CliRun> {
    return this.pulumi(["preview", ...options, ...plainOptions], environment);
  }

  refresh(environment: Environment = {}, ...options: string[]): Promise<CliRun> {
    const how = options.includes("--preview-only") ? [] : ["--yes", "--skip-preview"];
    return this.pulumi(["refresh", ...how, ...options, ...plainOptions], environment);
  }

  destroy(environment: Environment = {}, ...options: string[]): Promise<CliRun> {
    return this.pulumi(["destroy", "--yes", "--skip-preview", ...options, ...plainOptions], environment);
  }

  /** Runs the project's own command for pipelines. */
  gitops(args: readonly string[], environment: Environment = {}): Promise<CliRun> {
    const command = join(checkoutFolder, "dist", "cli", "gitops", "datadog-token-gitops.js");
    return this.#run(process.execPath, [command, ...args, `--stack=${this.#name}`], environment);
  }

  /** Runs a line of a shell, in which `gitops` is the project's own command for pipelines. */
  shell(line: string): Promise<CliRun> {
    const command = join(checkoutFolder, "dist", "cli", "gitops", "datadog-token-gitops.js");
    const gitops = `gitops() { '${process.execPath}' '${command}' "$@" '--stack=${this.#name}'; }`;
    return this.#run("sh", ["-c", `${gitops}\n${line}`], {});
  }

  pulumi(args: readonly string[], environment: Environment = {}): Promise<CliRun> {
    return this.#run("pulumi", [...args, `--stack=${this.#name}`], environment);
  }

  /** The outputs of a resource in the state; undefined if there is none of this name. */
  async outputs(name: string): Promise<Record<string, unknown> | undefined> {
    return (await this.#resources()).find(({ urn }) => urn.endsWith(`::${name}`))?.outputs;
  }

  /** The record of each token in the state, by id; of a token that several resources record, the last one's. */
  async records(): Promise<Record<string, RevocationRecord>> {
    const records = (await this.#resources()).flatMap(({ type, outputs = {} }) =>
      recordedRevocations({ type, props: outputs }),
    );
    return Object.fromEntries(records.map((record) => [record.tokenId, record]));
  }

  /** Dates every DELETE in the state back to so many seconds ago: time can't be turned forward in the provider's process. */
  async age(seconds: number): Promise<void> {
    const stored = await this.#stored();
    age(stored.checkpoint.latest?.resources ?? [], seconds);
    await writeFile(this.#file, JSON.stringify(stored));
  }

  async #init(): Promise<void> {
    const { exitCode, printed } = await this.#run("pulumi", ["stack", "init", this.#name], {});
    if (exitCode !== 0) {
      throw new Error(printed);
    }
  }

  get #file(): string {
    const project = this.folder.slice(this.#pulumi.folder.length + 1);
    return join(this.#pulumi.backendFolder, ".pulumi", "stacks", project, `${this.#name}.json`);
  }

  async #stored(): Promise<StoredStack> {
    return JSON.parse(await readFile(this.#file, "utf8")) as StoredStack;
  }

  async #resources(): Promise<StoredResource[]> {
    return (await this.#stored()).checkpoint.latest?.resources ?? [];
  }

  #run(command: string, args: readonly string[], environment: Environment): Promise<CliRun> {
    const env = {
      ...process.env,
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      ...this.#pulumi.variables,
      ...this.#environment,
      ...environment,
    };
    return new Promise((resolve) => {
      execFile(
        command,
        [...args],
        { cwd: this.folder, env, maxBuffer: 64 * 1024 * 1024 },
        (error, stdout, stderr) => {
          const printed = stdout + stderr;
          this.transcript += printed;
          const code = error === null ? 0 : error.code;
          resolve({ exitCode: typeof code === "number" ? code : 1, printed });
        },
      );
    });
  }
}
