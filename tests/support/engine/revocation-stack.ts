import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import type { PersonalAccessTokenRevocationArgs } from "../../../sdk";
import { runEngine } from "./engine-run";
import { runCommand } from "../plugin/command";
import { copyExample } from "./example-copy";
import type { PulumiEnvironment } from "./pulumi-environment";

/** The output of one run of the engine: all it printed, and what it did to how many resources. */
export interface Run {
  printed: string;
  /** Resources by operation, e.g. `{ create: 1, same: 1 }`; the stack itself counts. */
  changes: Partial<Record<string, number>>;
  /** The texts of the warnings that the engine counted as such. */
  warnings: string[];
  /** The stack's outputs; "[secret]" in place of a secret. */
  outputs: Record<string, { value: unknown }>;
}

/** One resource as it stands in the stack's state. */
export interface ResourceInState {
  type: string;
  id?: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
  initErrors?: string[];
}

interface StoredStack {
  checkpoint: { latest?: { resources?: (ResourceInState & { urn: string })[] } };
}

type Arguments = Omit<PersonalAccessTokenRevocationArgs, "token">;

/** The beginning of the CLI's own warning where it is no official distribution and so brings no dynamic provider. */
const ofUnofficialCli = "using pulumi-resource-pulumi-nodejs from $PATH";

const stackType = "pulumi:pulumi:Stack";

const ofStack = ["--stack", "test"];

/** A stack of one of the examples, run by the real CLI and engine, with everything that they print. */
export class RevocationStack {
  /** Everything that any run printed, for a search for secrets. */
  transcript = "";

  readonly workDir: string;
  readonly #pulumi: PulumiEnvironment;
  #environment: Record<string, string>;

  private constructor(pulumi: PulumiEnvironment, workDir: string, environment: Record<string, string>) {
    this.#pulumi = pulumi;
    this.workDir = workDir;
    this.#environment = environment;
  }

  /** Copies an example to the environment's folder and makes a new stack of it. */
  static async of(
    example: string,
    pulumi: PulumiEnvironment,
    {
      environment,
      config = {},
    }: { environment: Record<string, string>; config?: Record<string, { value: string; secret?: boolean }> },
  ): Promise<RevocationStack> {
    const workDir = await copyExample(example, pulumi.folder);
    const stack = new RevocationStack(pulumi, workDir, { ...pulumi.variables, ...environment });
    await stack.#pulumiCommand("stack", "init");
    const settings = Object.entries(config).flatMap(([key, { value, secret = false }]) => [
      secret ? "--secret" : "--plaintext",
      `${key}=${value}`,
    ]);
    if (settings.length > 0) {
      await stack.#pulumiCommand("config", "set-all", ...settings);
    }
    return stack;
  }

  /** Replaces the program by one that declares these revocations; the compiler does not see their arguments. */
  async declare(revocations: Record<string, Arguments>): Promise<void> {
    const declarations = Object.entries(revocations).map(
      ([name, args]) =>
        `new PersonalAccessTokenRevocation(${JSON.stringify(name)}, JSON.parse(${JSON.stringify(JSON.stringify(args))}));`,
    );
    const header = 'import { PersonalAccessTokenRevocation } from "pulumi-datadog-token-revocation";';
    await writeFile(join(this.workDir, "index.ts"), [header, ...declarations, ""].join("\n"));
  }

  /** Changes the environment of the runs that follow. */
  setEnvironment(environment: Record<string, string>): void {
    this.#environment = { ...this.#environment, ...environment };
  }

  preview(): Promise<Run> {
    return this.#run("preview");
  }

  /** @param options.verbose - with everything that the engine and the providers log at `-v=9`. */
  up({ refresh = false, verbose = false }: { refresh?: boolean; verbose?: boolean } = {}): Promise<Run> {
    const logging = verbose ? ["-v=9", "--logtostderr", "--logflow"] : [];
    return this.#run("up", "--yes", "--skip-preview", ...(refresh ? ["--refresh"] : []), ...logging);
  }

  refresh(): Promise<Run> {
    return this.#run("refresh", "--yes", "--skip-preview");
  }

  destroy(): Promise<Run> {
    return this.#run("destroy", "--yes", "--skip-preview");
  }

  /** Runs what has to fail, and returns what it printed. */
  async failureOf(run: Promise<Run>): Promise<string> {
    const before = this.transcript.length;
    await expect(run).rejects.toThrow();
    return this.transcript.slice(before);
  }

  /** The revocations in the state, by their name in the program. */
  async revocations(): Promise<Record<string, ResourceInState>> {
    const resources = (await this.#stored()).checkpoint.latest?.resources ?? [];
    return Object.fromEntries(
      resources
        .filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/datadog:"))
        .map((resource) => [resource.urn.split("::").at(-1) ?? "", resource]),
    );
  }

  /** Replaces what the state says of a revocation: time can't be turned forward in the provider's process. */
  async rewriteOutputs(name: string, outputs: Record<string, unknown>): Promise<void> {
    const stored = await this.#stored();
    for (const resource of stored.checkpoint.latest?.resources ?? []) {
      if (resource.urn.endsWith(`::${name}`)) {
        resource.outputs = outputs;
      }
    }
    await writeFile(this.#file, JSON.stringify(stored));
  }

  /** Everything that this environment has on disk of its stacks, backups and history included, as one text. */
  async everythingKept(): Promise<string> {
    const files = await readdir(this.#pulumi.backendFolder, { recursive: true, withFileTypes: true });
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => readFile(join(file.parentPath, file.name), "utf8"));
    return (await Promise.all(texts)).join("\n");
  }

  /** The backend's own file of the stack. An example's folder is named as its project. */
  get #file(): string {
    return join(this.#pulumi.backendFolder, ".pulumi", "stacks", basename(this.workDir), "test.json");
  }

  async #stored(): Promise<StoredStack> {
    return JSON.parse(await readFile(this.#file, "utf8")) as StoredStack;
  }

  async #pulumiCommand(...args: string[]): Promise<void> {
    await runCommand("pulumi", [...args, ...ofStack, "--non-interactive"], {
      cwd: this.workDir,
      environment: this.#environment,
    });
  }

  async #run(...args: string[]): Promise<Run> {
    let printed = "";
    const { isPassed, events } = await runEngine([...args, ...ofStack], {
      cwd: this.workDir,
      environment: this.#environment,
      print: (text) => {
        printed += text;
        this.transcript += text;
      },
    });
    if (!isPassed) {
      throw new Error(`pulumi ${args.join(" ")} has failed:\n${printed}`);
    }
    return { printed, changes: changesIn(events), warnings: warningsIn(events), outputs: outputsIn(events) };
  }
}

function changesIn(events: readonly EngineEvent[]): Run["changes"] {
  return { ...events.findLast(({ summaryEvent }) => summaryEvent)?.summaryEvent?.resourceChanges };
}

function warningsIn(events: readonly EngineEvent[]): string[] {
  return events.flatMap(({ diagnosticEvent }) =>
    diagnosticEvent?.severity === "warning" && !diagnosticEvent.message.startsWith(ofUnofficialCli)
      ? [diagnosticEvent.message.trim()]
      : [],
  );
}

function outputsIn(events: readonly EngineEvent[]): Run["outputs"] {
  const told = events.findLast(({ resOutputsEvent }) => resOutputsEvent?.metadata.type === stackType);
  const outputs: Record<string, unknown> = told?.resOutputsEvent?.metadata.new?.outputs ?? {};
  return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value }]));
}
