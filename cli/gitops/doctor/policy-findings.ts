import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { good, untold, wrong, type Finding } from "./finding";
import { manifestIn, type PackageManifest } from "./project-findings";

/** The policy packs of a command, and their configuration. */
export interface NamedPacks {
  policyPacks: string[];
  policyConfig: string | undefined;
}

/** The packs of the command line; if it names none, those of the project's own script, which pipelines run. */
export function packsOf(given: NamedPacks, manifest: PackageManifest | undefined): NamedPacks {
  if (given.policyPacks.length > 0) {
    return given;
  }
  const script = Object.values(manifest?.scripts ?? {}).find((each) =>
    /datadog-token-gitops|gitops\.cjs/.test(each),
  );
  const { values } = parseArgs({
    args: script?.split(/\s+/) ?? [],
    strict: false,
    allowPositionals: true,
    options: { "policy-pack": { type: "string", multiple: true }, "policy-pack-config": { type: "string" } },
  });
  const config = values["policy-pack-config"];
  return {
    policyPacks: (values["policy-pack"] ?? []).map(String),
    policyConfig: typeof config === "string" ? config : undefined,
  };
}

/** Looks at the policy packs: there, able to start, and in force. */
export function policyFindings(folder: string, { policyPacks, policyConfig }: NamedPacks): Finding[] {
  if (policyPacks.length === 0) {
    const advice =
      'Name it in the script that pipelines run: "gitops": "datadog-token-gitops --policy-pack policy". ';
    return [
      untold(
        "policies",
        `no policy pack is named. ${advice}Those of an organisation's policy groups can't be told here.`,
      ),
    ];
  }
  return [
    ...policyPacks.map((pack) => packFinding(resolve(folder, pack), pack)),
    ...(policyConfig === undefined ? [] : [levelsFinding(resolve(folder, policyConfig), policyConfig)]),
  ];
}

function packFinding(path: string, pack: string): Finding {
  const subject = `policies in ${pack}`;
  const file = statSync(path, { throwIfNoEntry: false });
  if (file?.isFile() !== true) {
    return existsSync(join(path, "PulumiPolicy.yaml"))
      ? sourcesFinding(path, subject, ["@pulumi/policy", "@pulumi/pulumi"])
      : wrong(subject, "there is no PulumiPolicy.yaml. Copy the package's policy folder to that place.");
  }
  if ((file.mode & 0o111) === 0) {
    return wrong(
      subject,
      `it is a file that may not be run, and Pulumi starts nothing else. Run: git update-index --chmod=+x ${pack}, and chmod +x ${pack}`,
    );
  }
  const found = sourcesFinding(dirname(path), subject, []);
  return found.state === "good"
    ? good(subject, "there, an executable, which Pulumi starts without a language host.")
    : found;
}

/** Looks at what a pack is started from: the file that its manifest names, and the packages that it needs or depends on. */
function sourcesFinding(folder: string, subject: string, needed: readonly string[]): Finding {
  const { main = "index.js", dependencies = {} } = manifestIn(folder) ?? {};
  if (!existsSync(join(folder, main))) {
    return wrong(
      subject,
      `${main}, which its package.json names, is not there. Compile the pack, or name its source.`,
    );
  }
  const require = createRequire(join(folder, "index.js"));
  const packages = new Set([...needed, ...Object.keys(dependencies)]);
  const missing = [...packages].filter((name) => !isFound(require, name));
  return missing.length > 0
    ? wrong(
        subject,
        `${missing.join(", ")} not installed for it. Make it a workspace of the project and run: npm install`,
      )
    : good(subject, "there, with what it needs.");
}

/** The policies that a configuration weakens. */
function levelsFinding(path: string, file: string): Finding {
  const subject = `policies' configuration in ${file}`;
  const config = jsonIn(path);
  if (typeof config !== "object" || config === null) {
    return wrong(subject, "it can't be read as JSON: every run with it fails. An empty one is {}.");
  }
  const weakened = Object.entries(config as Record<string, unknown>).flatMap(([policy, given]) => {
    const level =
      typeof given === "string" ? given : (given as { enforcementLevel?: unknown } | null)?.enforcementLevel;
    return level === "advisory" || level === "disabled" ? [`${policy} is ${level}`] : [];
  });
  return weakened.length > 0
    ? untold(subject, `not all policies stop a run: ${weakened.join(", ")}.`)
    : good(subject, "all policies are in force.");
}

function isFound(require: NodeJS.Require, name: string): boolean {
  try {
    require.resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
