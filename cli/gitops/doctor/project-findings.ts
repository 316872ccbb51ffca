import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parse } from "yaml";
import { good, untold, wrong, type Finding } from "./finding";

/** The parts of a `package.json` that are read here. */
export interface PackageManifest {
  scripts?: Readonly<Record<string, string>>;
  dependencies?: Readonly<Record<string, string>>;
  devDependencies?: Readonly<Record<string, string>>;
}

/** The oldest Node.js that the package runs on, as `engines` in its package.json. */
const oldestNode = [22, 12] as const;
/** The packages that a program in JavaScript has to name itself: a strict `node_modules` hides others. */
const direct = ["@pulumi/pulumi", "pulumi-datadog-token-revocation"] as const;

/** Looks at Node.js, and at the project in the working directory. */
export function projectFindings(folder: string, nodeVersion: string): Finding[] {
  const project = join(folder, "Pulumi.yaml");
  if (!existsSync(project)) {
    return [
      nodeFinding(nodeVersion),
      wrong("project", "there is no Pulumi.yaml here. Run this in the folder of the stack's project."),
    ];
  }
  const runtime = runtimeIn(readFileSync(project, "utf8"));
  if (runtime !== "nodejs") {
    const found = `a program in ${runtime ?? "a language that Pulumi.yaml does not name"}, which needs the plugin, and no npm package.`;
    return [nodeFinding(nodeVersion), good("project", found)];
  }
  return [nodeFinding(nodeVersion), ...direct.map((name) => dependencyFinding(folder, name))];
}

/** Tells whether the project's program is in a language that takes the plugin, whose settings have its name. */
export function usesPlugin(folder: string): boolean {
  const project = join(folder, "Pulumi.yaml");
  return existsSync(project) && runtimeIn(readFileSync(project, "utf8")) !== "nodejs";
}

/** Judges the version of Node.js. */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNewEnough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  return isNewEnough
    ? good("Node.js", version)
    : wrong("Node.js", `${version} is too old: ${oldestNode.join(".")} or newer is needed.`);
}

/** The manifest of the project; undefined if there is none, or none that can be read. */
export function manifestIn(folder: string): PackageManifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageManifest;
  } catch {
    return undefined;
  }
}

function dependencyFinding(folder: string, name: (typeof direct)[number]): Finding {
  const manifest = manifestIn(folder);
  const isDeclared = { ...manifest?.devDependencies, ...manifest?.dependencies }[name] !== undefined;
  if (!isInstalled(folder, name)) {
    return wrong(name, `not installed here. Run: npm ${isDeclared ? "ci" : `install ${name}`}`);
  }
  return isDeclared
    ? good(name, "a direct dependency, and installed.")
    : untold(
        name,
        `installed, but no dependency of this project's package.json. With pnpm or Yarn's strict node_modules it would not be found: npm install ${name}`,
      );
}

function isInstalled(folder: string, name: string): boolean {
  try {
    createRequire(join(folder, "index.js")).resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}

function runtimeIn(text: string): string | undefined {
  try {
    const { runtime } = parse(text) as { runtime?: string | { name?: string } };
    return typeof runtime === "string" ? runtime : runtime?.name;
  } catch {
    return undefined;
  }
}
