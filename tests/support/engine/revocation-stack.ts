import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LocalWorkspace, type EngineEvent, type Stack } from "@pulumi/pulumi/automation";
import type { PersonalAccessTokenRevocationArgs } from "../../../sdk";
import { runEngine } from "./engine-run";
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

type Arguments = Omit<PersonalAccessTokenRevocationArgs, "token">;

/** The beginning of the CLI's own warning where it is no official distribution and so brings no dynamic provider. */
const ofUnofficialCli = "using pulumi-resource-pulumi-nodejs from $PATH";

const stackType = "pulumi:pulumi:Stack";

/** A stack of one of the examples, run by the real CLI and engine, with everything that they print. */
export class RevocationStack {
  /** Everything that any run printed, for a search for secrets. */
  transcript = "";

  readonly workDir: string;
  readonly #stack: Stack;
  readonly #pulumi: PulumiEnvironment;

  private constructor(stack: Stack, pulumi: PulumiEnvironment, workDir: string) {
    this.#stack = stack;
    this.#pulumi = pulumi;
    this.workDir = workDir;
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
    const { pulumiCommand } = pulumi;
    const envVars = { ...pulumi.variables, ...environment };
    const stack = await LocalWorkspace.createStack(
      { stackName: "test", workDir },
      { envVars, pulumiCommand },
    );
    if (Object.keys(config).length > 0) {
      await stack.setAllConfig(config);
    }
    return new RevocationStack(stack, pulumi, workDir);
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
    this.#stack.workspace.envVars = { ...this.#stack.workspace.envVars, ...environment };
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
    const exported = await this.#stack.exportStack();
    const deployment = exported.deployment as { resources?: (ResourceInState & { urn: string })[] };
    const resources = (deployment.resources ?? []).filter(({ type }) =>
      type.startsWith("pulumi-nodejs:dynamic/datadog:"),
    );
    return Object.fromEntries(resources.map((resource) => [resource.urn.split("::").at(-1) ?? "", resource]));
  }

  /** Replaces what the state says of a revocation: time can't be turned forward in the provider's process. */
  async rewriteOutputs(name: string, outputs: Record<string, unknown>): Promise<void> {
    const exported = await this.#stack.exportStack();
    const deployment = exported.deployment as { resources: { urn: string; outputs?: unknown }[] };
    for (const resource of deployment.resources) {
      if (resource.urn.endsWith(`::${name}`)) {
        resource.outputs = outputs;
      }
    }
    await this.#stack.importStack({ ...exported, deployment });
  }

  /** Everything that this environment has on disk of its stacks, backups and history included, as one text. */
  async everythingKept(): Promise<string> {
    const files = await readdir(this.#pulumi.backendFolder, { recursive: true, withFileTypes: true });
    const texts = files
      .filter((file) => file.isFile())
      .map((file) => readFile(join(file.parentPath, file.name), "utf8"));
    return (await Promise.all(texts)).join("\n");
  }

  async #run(...args: string[]): Promise<Run> {
    let printed = "";
    const { isPassed, events } = await runEngine([...args, "--stack", this.#stack.name], {
      cwd: this.workDir,
      environment: this.#stack.workspace.envVars,
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
  const ofStack = events.findLast(({ resOutputsEvent }) => resOutputsEvent?.metadata.type === stackType);
  const outputs: Record<string, unknown> = ofStack?.resOutputsEvent?.metadata.new?.outputs ?? {};
  return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value }]));
}
