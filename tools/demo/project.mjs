import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkoutFolder } from "../checkout.mjs";
import { handOver } from "../hand-over.mjs";
import { credentials } from "./organisation.mjs";

/**
 * The project of the checkout's Pulumi.yaml, with a stack, a backend and settings of its own in a temporary folder.
 *
 * @typedef {object} Project
 * @property {(args: string[]) => Promise<void>} pulumi runs a command on the stack; its output is shown as it comes
 * @property {(plain: Record<string, string>, secret: Record<string, string>) => Promise<void>} configure
 * @property {() => Promise<{ statuses?: Record<string, string> }>} outputs the stack's
 * @property {(text: string) => boolean} contains whether the text stands in any of the files that Pulumi has written
 * @property {() => void} remove leaves nothing behind
 */

/**
 * @param {string} datadogUrl
 * @param {() => void} stopIfAsked throws where the demo was told to stop
 * @returns {Promise<Project>}
 * @throws {Error} where the stack can't be made
 */
export async function startProject(datadogUrl, stopIfAsked) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "datadog-token-revocation-demo-")));
  const stack = `demo-${process.pid}`;
  const settings = join(folder, `Pulumi.${stack}.yaml`);
  const environment = environmentOf(folder, datadogUrl);
  const onStack = ["--stack", stack, "--config-file", settings];
  const options = { cwd: checkoutFolder, env: environment, encoding: /** @type {const} */ ("utf8") };

  /** @param {string[]} args */
  async function pulumi(args) {
    const code = await handOver("pulumi", [...args, ...onStack], environment);
    stopIfAsked();
    if (code !== 0)
      throw new Error(`pulumi ${args[0]} has failed (exit code ${code}); its output above says why.`);
  }

  /**
   * @param {string[]} args
   * @param {string} [input]
   */
  function pulumiQuietly(args, input = "") {
    const { status, stdout, stderr, error } = spawnSync("pulumi", args, { ...options, input });
    stopIfAsked();
    if (status !== 0)
      throw new Error(`pulumi ${args.join(" ")} has failed: ${error?.message ?? stderr.trim()}`);
    return stdout;
  }

  const project = {
    pulumi,
    /** @type {Project["configure"]} */
    async configure(plain, secret) {
      for (const [key, value] of Object.entries(plain))
        pulumiQuietly(["config", "set", "--plaintext", key, value, ...onStack]);
      // From standard input: arguments can be read by everyone on the machine.
      for (const [key, value] of Object.entries(secret)) {
        pulumiQuietly(["config", "set", "--secret", key, ...onStack], value);
      }
    },
    async outputs() {
      return JSON.parse(pulumiQuietly(["stack", "output", "--json", "--stack", stack]));
    },
    /** @param {string} text */
    contains: (text) => filesBelow(folder).some((file) => readFileSync(file).includes(text)),
    remove: () => {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
  try {
    pulumiQuietly(["stack", "init", stack]);
  } catch (error) {
    project.remove();
    throw error;
  } finally {
    // `stack init` writes settings beside Pulumi.yaml; the ones that count are in the temporary folder.
    rmSync(join(checkoutFolder, `Pulumi.${stack}.yaml`), { force: true });
  }
  return project;
}

/**
 * @param {string} folder
 * @param {string} datadogUrl
 * @returns {NodeJS.ProcessEnv} without the Datadog and Pulumi settings of whoever runs the demo
 */
function environmentOf(folder, datadogUrl) {
  const backend = join(folder, "backend");
  mkdirSync(backend);
  const others = Object.entries(process.env).filter(([name]) => !/^(DD_|DATADOG_|PULUMI_)/.test(name));
  return {
    ...Object.fromEntries(others),
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    PULUMI_CONFIG_PASSPHRASE: "a passphrase for the demo",
    PULUMI_SKIP_UPDATE_CHECK: "1",
    DD_API_URL: datadogUrl,
    DD_API_KEY: credentials.apiKey,
    DD_APP_KEY: credentials.appKey,
  };
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}
