import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parse } from "yaml";
import { good, untold, wrong, type Finding } from "./finding";

/** The parts of a `package.json` that are read here. */
export interface PackageManifest {
  main?: string;
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
  const { name: runtime, isTypeScriptLeftToNode } = runtimeIn(readFileSync(project, "utf8"));
  if (runtime === undefined) {
    return [
      nodeFinding(nodeVersion),
      wrong("project", "Pulumi.yaml names no runtime, or can't be read as YAML, so Pulumi can't run it."),
    ];
  }
  if (runtime !== "nodejs") {
    const found = `a program in ${runtime}, which needs the plugin, and no npm package.`;
    return [nodeFinding(nodeVersion), good("project", found)];
  }
  if (existsSync(join(folder, "package.json")) && manifestIn(folder) === undefined) {
    return [
      nodeFinding(nodeVersion),
      wrong(
        "project",
        "package.json can't be read as JSON, so neither npm nor Node.js finds a package here.",
      ),
    ];
  }
  const isStripped = isTypeScriptLeftToNode && manifestIn(folder)?.main?.endsWith(".ts") === true;
  return [
    nodeFinding(nodeVersion),
    ...(isStripped ? strippingFindings(nodeVersion) : []),
    ...direct.map((name) => dependencyFinding(folder, name)),
  ];
}

/** Tells whether the project's program is in a language that takes the plugin, whose settings have its name. */
export function usesPlugin(folder: string): boolean {
  const project = join(folder, "Pulumi.yaml");
  return existsSync(project) && runtimeIn(readFileSync(project, "utf8")).name !== "nodejs";
}

/** Judges the version of Node.js. */
export function nodeFinding(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNewEnough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  return isNewEnough
    ? good("Node.js", version)
    : wrong("Node.js", `${version} is too old: ${oldestNode.join(".")} or newer is needed.`);
}

/**
 * Judges whether Node.js strips the types of a program by itself, which Pulumi leaves to it under `typescript: false`. It does
 * so from 22.18.0 and 23.6.0 on (Node.js's documentation of modules in TypeScript).
 */
export function strippingFindings(version: string): Finding[] {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return (major === 22 && minor < 18) || (major === 23 && minor < 6)
    ? [
        wrong(
          "TypeScript",
          `Pulumi.yaml says typescript: false, and Node.js ${version} does not strip types by itself: use 22.18 or newer, or leave the option out.`,
        ),
      ]
    : [];
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

interface Runtime {
  name?: string | undefined;
  isTypeScriptLeftToNode: boolean;
}

function runtimeIn(text: string): Runtime {
  try {
    const { runtime } = parse(text) as {
      runtime?: string | { name?: string; options?: { typescript?: unknown } };
    };
    return typeof runtime === "string"
      ? { name: runtime || undefined, isTypeScriptLeftToNode: false }
      : { name: runtime?.name, isTypeScriptLeftToNode: runtime?.options?.typescript === false };
  } catch {
    return { isTypeScriptLeftToNode: false };
  }
}
