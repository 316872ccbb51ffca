import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkoutFolder } from "../../engine/example-copy";
import { runCommand } from "../../plugin/command";
import { pluginVersion, releaseArchives } from "../../plugin/release";
import { layFiles } from "./new-files";

/** The language of a team's program. */
export type TeamProgram = "TypeScript" | "YAML";

const examples = join(checkoutFolder, "examples", "gitops");

/** Lays a team's program and its guards into its repository, as the README of the example says. */
export async function layProgram(program: TeamProgram, folder: string): Promise<void> {
  await { TypeScript: layTypeScript, YAML: layYaml }[program](folder);
  // Without a slash: the stand-in for `npm ci` makes links of this name.
  await writeFile(join(folder, ".gitignore"), "node_modules\n");
}

async function layTypeScript(folder: string): Promise<void> {
  // What `datadog-token-gitops init` writes.
  const templates = await readFile(join(checkoutFolder, "dist/cli/gitops/init/templates.json"), "utf8");
  const { repository } = JSON.parse(templates) as { repository: Record<string, string> };
  await layFiles(folder, repository);
}

async function layYaml(folder: string): Promise<void> {
  await cp(join(examples, "repository-yaml"), folder, { recursive: true, filter: isNoPackage });
  const archive = join(await releaseArchives(), `datadog-token-gitops-v${await pluginVersion()}.tar.gz`);
  await runCommand("tar", ["-xzf", archive], { cwd: folder });
}

function isNoPackage(path: string): boolean {
  return !path.includes("node_modules");
}
