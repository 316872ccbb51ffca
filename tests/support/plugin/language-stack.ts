import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PulumiEnvironment } from "../engine/pulumi-environment";
import { changesIn, textOf, warningsIn, type Changes, type Warning } from "./event-log";

type Environment = Readonly<Record<string, string>>;

/** One run of the CLI: its end, all that it printed, and what the engine did to how many resources. */
export interface LanguageRun {
  exitCode: number;
  printed: string;
  /** Resources by operation, e.g. `{ create: 1, same: 1 }`; the stack itself counts. */
  changes: Changes;
  warnings: readonly Warning[];
}

/** One resource as it stands in the state. */
export interface StoredResource {
  urn: string;
  type: string;
  id?: string;
  provider?: string;
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  initErrors?: string[];
  protect?: boolean;
}

interface Deployment {
  resources?: StoredResource[];
  pending_operations?: unknown[];
}

const stackName = "test";

const plainOptions = ["--non-interactive", "--color=never"];

/** A stack of a program in any language, run by the CLI itself. */
export class LanguageStack {
  /** Everything that any run printed, for a search for secrets. */
  transcript = "";

  readonly folder: string;
  readonly #pulumi: PulumiEnvironment;
  readonly #environment: Environment;

  private constructor(pulumi: PulumiEnvironment, folder: string, environment: Environment) {
    this.#pulumi = pulumi;
    this.folder = folder;
    this.#environment = environment;
  }

  /**
   * Makes a stack of a project in a folder of its own.
   *
   * @param files - the project's, `Pulumi.yaml` among them, by their paths
   */
  static async create(
    pulumi: PulumiEnvironment,
    environment: Environment,
    files: Readonly<Record<string, string>>,
    name = "program",
  ): Promise<LanguageStack> {
    const stack = new LanguageStack(pulumi, join(pulumi.folder, name), environment);
    await stack.write(files);
    await stack.#init();
    return stack;
  }

  /** Makes a stack of the project that stands in a folder already. */
  static async inFolder(
    pulumi: PulumiEnvironment,
    environment: Environment,
    folder: string,
  ): Promise<LanguageStack> {
    const stack = new LanguageStack(pulumi, folder, environment);
    await stack.#init();
    return stack;
  }

  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(this.folder, file)), { recursive: true });
      await writeFile(join(this.folder, file), text);
    }
  }

  preview(...options: string[]): Promise<LanguageRun> {
    return this.pulumi(["preview", ...options, ...plainOptions]);
  }

  up(...options: string[]): Promise<LanguageRun> {
    return this.pulumi(["up", "--yes", "--skip-preview", ...options, ...plainOptions]);
  }

  refresh(...options: string[]): Promise<LanguageRun> {
    return this.pulumi(["refresh", "--yes", "--skip-preview", ...options, ...plainOptions]);
  }

  destroy(...options: string[]): Promise<LanguageRun> {
    return this.pulumi(["destroy", "--yes", "--skip-preview", ...options, ...plainOptions]);
  }

  /** Adopts a resource, and says how it is to be declared. */
  import(type: string, name: string, id: string, ...options: string[]): Promise<LanguageRun> {
    return this.pulumi(["import", type, name, id, "--yes", "--skip-preview", ...options, ...plainOptions]);
  }

  pulumi(args: readonly string[], environment: Environment = {}): Promise<LanguageRun> {
    return this.start(args, environment).ended;
  }

  /** Starts the CLI in a process group of its own, as a terminal does. */
  start(
    args: readonly string[],
    environment: Environment = {},
  ): { child: ChildProcess; ended: Promise<LanguageRun> } {
    const events = join(this.#pulumi.folder, `events-${this.#runs++}`);
    const isOperation = args.includes("--non-interactive");
    const child = spawn("pulumi", [...args, ...(isOperation ? [`--event-log=${events}`] : [])], {
      cwd: this.folder,
      env: {
        ...process.env,
        ...this.#pulumi.variables,
        ...this.#environment,
        ...environment,
        PULUMI_STACK: stackName,
        // The option of the event log is a debug command.
        PULUMI_DEBUG_COMMANDS: "true",
      },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (printed += text));
    }
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    }).then(async (exitCode) => {
      this.transcript += printed;
      const told = await textOf(events);
      return { exitCode: exitCode ?? 1, printed, changes: changesIn(told), warnings: warningsIn(told) };
    });
    return { child, ended };
  }

  #runs = 0;

  /** A resource of the state by its name in the program. */
  async resource(name: string): Promise<StoredResource | undefined> {
    return (await this.resources()).find(({ urn }) => urn.endsWith(`::${name}`));
  }

  async resources(): Promise<readonly StoredResource[]> {
    return (await this.#exported()).deployment.resources ?? [];
  }

  /** Changes what the state says of a resource: time can't be turned forward in the plugin's process. */
  async rewriteOutputs(name: string, changes: Readonly<Record<string, unknown>>): Promise<void> {
    const exported = await this.#exported();
    for (const resource of exported.deployment.resources ?? []) {
      if (resource.urn.endsWith(`::${name}`)) {
        resource.outputs = { ...resource.outputs, ...changes };
      }
    }
    await this.write({ "state.json": JSON.stringify(exported) });
    await this.pulumi(["stack", "import", "--file=state.json"]);
  }

  /** The number of operations that a run has left half done. */
  async pendingOperations(): Promise<number> {
    return (await this.#exported()).deployment.pending_operations?.length ?? 0;
  }

  /** Everything that was printed, told as an event, or kept on disk, history and backups included, as one text. */
  async everything(): Promise<string> {
    const { backendFolder, folder } = this.#pulumi;
    const kept = await readdir(backendFolder, { recursive: true, withFileTypes: true });
    const files = [
      ...kept.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name)),
      ...Array.from({ length: this.#runs }, (_, run) => join(folder, `events-${run}`)),
    ];
    return [this.transcript, ...(await Promise.all(files.map(textOf)))].join("\n");
  }

  async #exported(): Promise<{ deployment: Deployment }> {
    const { printed } = await this.pulumi(["stack", "export"]);
    return JSON.parse(printed) as { deployment: Deployment };
  }

  async #init(): Promise<void> {
    const { exitCode, printed } = await this.pulumi(["stack", "init", stackName]);
    if (exitCode !== 0) {
      throw new Error(printed);
    }
  }
}
