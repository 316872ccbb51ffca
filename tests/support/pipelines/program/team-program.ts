import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkoutFolder } from "../../engine/example-copy";
import { runCommand } from "../../plugin/command";
import { pluginVersion, releaseArchives } from "../../plugin/release";
import { policyPack } from "../../policies/policy-pack";
import { layFiles } from "./new-files";

/** The language of a team's program. */
export type TeamProgram = "TypeScript" | "YAML";

const examples = join(checkoutFolder, "examples", "gitops");

/**
 * Lays a team's program and its guards into its repository, as the README of the example says.
 *
 * @param parent where what is not the repository's goes.
 * @returns the PATH with which it runs.
 */
export async function layProgram(program: TeamProgram, folder: string, parent: string): Promise<string> {
  const path = await { TypeScript: layTypeScript, YAML: layYaml }[program](folder, parent);
  // Without a slash: the stand-in for `npm ci` makes links of this name.
  await writeFile(join(folder, ".gitignore"), "node_modules\n");
  return path;
}

async function layTypeScript(folder: string, parent: string): Promise<string> {
  // What `datadog-token-gitops init` writes.
  const templates = await readFile(join(checkoutFolder, "dist/cli/gitops/init/templates.json"), "utf8");
  const { repository } = JSON.parse(templates) as { repository: Record<string, string> };
  const pack = await policyPack(parent);
  await layFiles(folder, {
    ...repository,
    "policy/PulumiPolicy.yaml": await readFile(join(pack.folder, "PulumiPolicy.yaml"), "utf8"),
  });
  return pack.path;
}

async function layYaml(folder: string): Promise<string> {
  await cp(join(examples, "repository-yaml"), folder, { recursive: true, filter: isNoPackage });
  const archive = join(await releaseArchives(), `datadog-token-gitops-v${await pluginVersion()}.tar.gz`);
  await runCommand("tar", ["-xzf", archive], { cwd: folder });
  return process.env["PATH"] ?? "";
}

function isNoPackage(path: string): boolean {
  return !path.includes("node_modules");
}
