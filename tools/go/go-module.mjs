import { run } from "../running/run.mjs";

/**
 * The folder of a pinned module, downloaded if it is not there.
 *
 * @param {string} path of the module
 * @param {string} module folder with the go.mod that pins it
 * @param {{ go: string }} toolchain
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<{ folder: string } | { unavailable: string }>}
 */
export async function moduleFolder(path, module, { go }, environment) {
  const downloaded = await run(go, ["mod", "download", "-json", path], {
    cwd: module,
    environment: { ...environment, GOWORK: "off" },
  });
  if (!downloaded.ok) {
    return { unavailable: `go mod download of ${path}: ${downloaded.failure}` };
  }
  return { folder: JSON.parse(downloaded.stdout).Dir };
}
