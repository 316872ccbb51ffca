import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Files of the examples that are for their readers. */
const passedOver = /(?:^|\/)(?:README\.md|node_modules|\.pulumi)$/;

/** Files of the policy pack that its compiled form does without. */
const sourceOfPolicies = /^policy\/(?:dist\/|tsconfig\.json$)|\.ts$/;

/**
 * Writes the files that `datadog-token-gitops init` writes into a team's repository, by set and path, as one file: they
 * are those of the examples, but that the manifests name this version of the package in place of the checkout, and what
 * the checkout has for its examples.
 *
 * @param {string} checkout
 */
export function writeTemplates(checkout) {
  const own = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
  const ofPackage = { "pulumi-datadog-token-revocation": own.version };
  const forTypeCheck = Object.fromEntries(
    ["@types/node", "typescript"].map((name) => [name, own.devDependencies[name]]),
  );
  const examples = join(checkout, "examples", "gitops");
  const policy = compiledPolicies(join(checkout, "policy"));
  const ownName = "datadog-token-revocation";
  // Not files of the package's: npm would leave out those of this name.
  const reports = "# A scanner's report holds whole tokens.\nleaks.*\n";
  /** @type {Record<"repository" | "repositoryInYaml" | "github" | "gitlab", Record<string, string>>} */
  const templates = {
    repository: {
      ...filesIn(join(examples, "repository")),
      ...policy,
      ".gitignore": `node_modules/\n${reports}`,
    },
    repositoryInYaml: {
      ...renamed(filesIn(join(examples, "repository-yaml")), ownName),
      ".gitignore": reports,
    },
    github: filesIn(join(examples, "github-actions")),
    gitlab: filesIn(join(examples, "gitlab-ci")),
  };
  templates.repository["package.json"] = manifest(templates.repository["package.json"], {
    name: ownName,
    workspaces: ["policy"],
    dependencies: ofPackage,
    devDependencies: forTypeCheck,
  });
  templates.repository["policy/package.json"] = manifest(policy["policy/package.json"], {
    main: "index.js",
    // Nothing is left to build.
    scripts: undefined,
    dependencies: ofPackage,
  });
  const text = `${JSON.stringify(templates, null, 1)}\n`;
  writeFileSync(join(checkout, "dist", "cli", "gitops", "init", "templates.json"), text);
}

/**
 * The policy pack as JavaScript: Pulumi starts it as it is, in a repository whose packages are installed without scripts.
 *
 * @param {string} folder of the pack, compiled
 */
function compiledPolicies(folder) {
  const files = Object.entries(filesIn(folder, "policy/"));
  return {
    ...Object.fromEntries(files.filter(([path]) => !sourceOfPolicies.test(path))),
    ...filesIn(join(folder, "dist"), "policy/"),
  };
}

/**
 * The files with another name in the manifest and in the lock file beside it.
 *
 * @param {Record<string, string>} files
 * @param {string} name
 */
function renamed(files, name) {
  const { name: former } = JSON.parse(files["package.json"] ?? "{}");
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      /^package(?:-lock)?\.json$/.test(path)
        ? text.replaceAll(JSON.stringify(former), JSON.stringify(name))
        : text,
    ]),
  );
}

/**
 * @param {string | undefined} text of a package.json
 * @param {{ dependencies: Record<string, string> } & Record<string, unknown>} changed members, dependencies added to those that are there
 */
function manifest(text = "{}", changed) {
  const read = JSON.parse(text);
  const dependencies = { ...read.dependencies, ...changed.dependencies };
  return `${JSON.stringify({ ...read, ...changed, dependencies }, null, 2)}\n`;
}

/**
 * The texts of the files below a folder, by path.
 *
 * @param {string} folder
 * @param {string} [prefix] of each path
 * @returns {Record<string, string>}
 */
function filesIn(folder, prefix = "") {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !passedOver.test(name));
  return Object.assign(
    {},
    ...entries.map((entry) =>
      entry.isDirectory()
        ? filesIn(join(folder, entry.name), `${prefix}${entry.name}/`)
        : { [prefix + entry.name]: readFileSync(join(folder, entry.name), "utf8") },
    ),
  );
}
