import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { checkoutFolder } from "../running/checkout";
import { prepareLanguage } from "../running/language-sdk";
import { measurePluginStart } from "../running/plugin-start";
import { prepareStack } from "../running/pulumi-stack";
import { withSimulator } from "../running/simulator-process";
import { latencyMs, type DoorLanguage, type DoorSample, type PluginStartSample } from "../results/samples";
import { measureInterleaved, requireSuccess, type Row, type Surroundings } from "./measuring";
import { programs } from "./programs";

const programOf: Record<DoorLanguage, string> = {
  typescript: programs.single,
  stripped: programs.single,
  javascript: programs.javascript,
  yaml: programs.yaml,
  python: programs.python,
  go: programs.go,
};

const languages: readonly DoorLanguage[] = ["typescript", "stripped", "javascript", "yaml", "python", "go"];
const processes: readonly PluginStartSample["process"][] = ["floor", "plugin"];

/** Table 5: the same revocation by programs in several languages, through the dynamic provider and through the plugin. */
export async function measureDoors(
  surroundings: Surroundings,
  repeats: number,
): Promise<{ samples: DoorSample[]; starts: PluginStartSample[]; hosts: string }> {
  const schema = execFileSync("pulumi", ["package", "get-schema", pluginIn(checkoutFolder)], {
    encoding: "utf8",
    env: surroundings.bench.environment,
  });
  const rows = languages.map((language): Row<DoorSample> => ({
    name: `first DELETE of a program in ${language}`,
    measure: () => measureOne(surroundings, language, schema),
    show: inSeconds,
  }));
  const startOf = (process: PluginStartSample["process"]) =>
    measurePluginStart(process, pluginIn(checkoutFolder), surroundings.bench.environment);
  const starts = processes.map((process): Row<PluginStartSample> => ({
    name: `start of the ${process}`,
    measure: async () => ({ process, seconds: await startOf(process) }),
    show: inSeconds,
  }));
  return {
    samples: await measureInterleaved(rows, repeats, surroundings.say),
    starts: await measureInterleaved(starts, repeats, surroundings.say),
    hosts: languageHosts(),
  };
}

const inSeconds = ({ seconds }: { seconds: number }): string => `${seconds.toFixed(3)} s`;

function pluginIn(folder: string): string {
  return join(folder, "dist", "plugin", "pulumi-resource-datadog-token-revocation");
}

function measureOne(
  { bench, signal }: Surroundings,
  language: DoorLanguage,
  schema: string,
): Promise<DoorSample> {
  return withSimulator({ tokens: 1, latencyMs }, signal, async (datadog) => {
    const plan = {
      program: programOf[language],
      tokenIds: datadog.tokenIds,
      apiUrl: datadog.url,
      prepare: (project: string) => prepare(language, project, schema, datadog.tokenIds[0] ?? ""),
    };
    const up = await (await prepareStack(bench, plan, signal)).up();
    requireSuccess(`pulumi up of ${plan.program}`, up);
    const first = (await datadog.report()).requests.find(({ method }) => method === "DELETE");
    if (!first) {
      throw new Error(`${plan.program} has sent no DELETE.`);
    }
    // Both clocks are the machine's.
    return { language, seconds: (first.arrivedAtMs - up.startedAtMs) / 1000 };
  });
}

/** Brings what a language needs beside its program; YAML can't take a JSON file apart, and reads the token's id from a file of its own. */
async function prepare(
  language: DoorLanguage,
  project: string,
  schema: string,
  tokenId: string,
): Promise<Record<string, string>> {
  if (language === "yaml") {
    writeFileSync(join(project, "token-id"), tokenId);
  }
  if (language === "stripped") {
    return { PATH: pathWithTypeStripping(join(project, "commands")) };
  }
  return language === "python" || language === "go" ? prepareLanguage(language, project, schema) : {};
}

/**
 * A PATH whose `node` leaves TypeScript to Node.js, as a current language host has it do under `typescript: false`: one
 * that was built from the Go module passes the option over.
 */
function pathWithTypeStripping(folder: string): string {
  mkdirSync(folder);
  const node = JSON.stringify(process.execPath);
  const script = `#!/bin/sh\nPULUMI_NODEJS_TYPESCRIPT=false exec ${node} "$@"\n`;
  writeFileSync(join(folder, "node"), script, { mode: 0o755 });
  return [folder, process.env["PATH"]].join(delimiter);
}

/** The versions of the language hosts, as they are pinned for whoever has no official distribution of the CLI. */
function languageHosts(): string {
  const pinned = (folder: string, module: string) =>
    new RegExp(`${module} v([\\d.]+)`).exec(
      readFileSync(join(checkoutFolder, "tools", "pins", folder, "go.mod"), "utf8"),
    )?.[1] ?? "?";
  const sdk = "github.com/pulumi/pulumi/sdk/v3";
  const yaml = pinned("pulumi-language-yaml", "github.com/pulumi/pulumi-yaml");
  return `Language hosts, unless the CLI brought its own: Node.js ${pinned("pulumi-language-nodejs", sdk)}, YAML ${yaml}, Python and Go ${pinned("pulumi-languages", sdk)}.`;
}
