/**
 * Makes all files of a release in a folder, and publishes nothing: the npm packages, the plugin's archives, a bill of
 * materials for each package, the notes, and the checksums.
 *
 *     npm run release -- v1.2.3 [folder]
 *
 * Refuses a tag that is not the packages' version or has nothing in CHANGELOG.md.
 */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { notesOf } from "./release/changelog.mjs";
import { problemsOf } from "./release/problems.mjs";
import { sbomOf } from "./release/sbom.mjs";
import { checkoutFolder } from "./running/checkout.mjs";
import { run } from "./running/run.mjs";

/** The folders of the packages that are published. */
const published = ["", "simulator"];

/** @param {string} file */
const textOf = (file) => readFileSync(join(checkoutFolder, file), "utf8");

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 */
async function mustRun(command, args, cwd) {
  const { ok, failure } = await run(command, args, { cwd });
  if (!ok) {
    throw new Error(`${command} ${args[0]} failed: ${failure}`);
  }
}

/**
 * @param {string} tag
 * @param {string} folder
 */
async function makeRelease(tag, folder) {
  const changelog = textOf("CHANGELOG.md");
  const manifests = published.map((workspace) => JSON.parse(textOf(join(workspace, "package.json"))));
  const repository = process.env["GITHUB_REPOSITORY"];
  const problems = problemsOf({ tag, manifests, changelog, ...(repository !== undefined && { repository }) });
  if (problems.length > 0) {
    throw new Error(problems.join("\n"));
  }
  // It empties the folder first.
  await mustRun(process.execPath, [join(checkoutFolder, "tools", "archives.mjs"), folder], checkoutFolder);
  for (const [index, workspace] of published.entries()) {
    const packed = ["pack", "--ignore-scripts", "--pack-destination", folder];
    await mustRun("npm", packed, join(checkoutFolder, workspace));
    const { name, version } = manifests[index];
    const sbom = await sbomOf(checkoutFolder, workspace);
    writeFileSync(join(folder, `${name}-${version}.cdx.json`), `${JSON.stringify(sbom, null, 2)}\n`);
  }
  const files = readdirSync(folder).sort();
  writeFileSync(
    join(folder, "SHA256SUMS"),
    files.map((file) => `${sha256(join(folder, file))}  ${file}\n`).join(""),
  );
  writeFileSync(join(folder, "NOTES.md"), `${notesOf(changelog, tag.slice(1))}\n`);
  process.stdout.write(`${[...files, "SHA256SUMS", "NOTES.md"].join("\n")}\n`);
}

/** @param {string} file */
function sha256(file) {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

const [tag, folder = join(checkoutFolder, "release")] = process.argv.slice(2);
try {
  if (tag === undefined) {
    throw new Error("Which tag? npm run release -- v1.2.3 [folder]");
  }
  await makeRelease(tag, resolve(folder));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
