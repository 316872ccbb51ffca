import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkoutFolder } from "../running/checkout.mjs";
import { handOver } from "../running/hand-over.mjs";
import { run } from "../running/run.mjs";
import { credentials } from "./organisation.mjs";
import { print } from "./report.mjs";

/**
 * The project of the checkout's Pulumi.yaml, with a stack, a backend and settings of its own in a temporary folder.
 *
 * @typedef {object} Project
 * @property {(args: string[]) => Promise<void>} pulumi runs a command on the stack; its output is shown as it comes
 * @property {string} folder where the demo may write
 * @property {(settings: Record<string, string>) => Promise<void>} configure
 * @property {() => Promise<{ revocations?: { tokenId: string, status: string, verifiedAt?: string }[] }>} outputs the stack's
 * @property {(file: string) => Promise<string>} tokenIds what `datadog-token-id` prints of a file
 * @property {(text: string, folders: string[]) => boolean} contains whether the text stands in any file of these folders
 * @property {() => void} remove leaves nothing behind
 */

/**
 * @param {string} datadogUrl
 * @param {() => void} stopIfAsked throws if the demo was told to stop
 * @returns {Promise<Project>}
 * @throws {Error} if the stack can't be made
 */
export async function startProject(datadogUrl, stopIfAsked) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "datadog-token-revocation-demo-")));
  const stack = `demo-${process.pid}`;
  const settings = join(folder, `Pulumi.${stack}.yaml`);
  const environment = environmentOf(folder, datadogUrl);
  const onStack = ["--stack", stack, "--config-file", settings];
  const color = process.env["FORCE_COLOR"] ? ["--color", "always"] : [];
  const options = { cwd: checkoutFolder, env: environment, encoding: /** @type {const} */ ("utf8") };

  /** @param {string[]} args */
  async function pulumi(args) {
    print(`$ pulumi ${args.join(" ")}`);
    const code = await handOver("pulumi", [...args, ...onStack, ...color], environment);
    stopIfAsked();
    if (code !== 0) {
      throw new Error(`pulumi ${args[0]} has failed (exit code ${code}); its output above says why.`);
    }
  }

  /** @param {string[]} args */
  function pulumiQuietly(args) {
    const { status, stdout, stderr, error } = spawnSync("pulumi", args, { ...options, input: "" });
    stopIfAsked();
    if (status !== 0) {
      throw new Error(`pulumi ${args.join(" ")} has failed: ${error?.message ?? stderr.trim()}`);
    }
    return stdout;
  }

  const project = {
    pulumi,
    folder,
    /** @type {Project["configure"]} */
    async configure(settings) {
      for (const [key, value] of Object.entries(settings)) {
        pulumiQuietly(["config", "set", "--plaintext", key, value, ...onStack]);
      }
    },
    /** @type {Project["tokenIds"]} */
    async tokenIds(file) {
      const command = join(checkoutFolder, "dist", "cli", "token-id", "datadog-token-id.js");
      const ended = await run(process.execPath, [command, file]);
      if (!ended.ok) {
        throw new Error(ended.failure);
      }
      return ended.stdout;
    },
    async outputs() {
      return JSON.parse(pulumiQuietly(["stack", "output", "--json", "--stack", stack]));
    },
    /** @type {Project["contains"]} */
    contains: (text, folders) =>
      folders
        .flatMap((each) => filesBelow(join(folder, each)))
        .some((file) => readFileSync(file).includes(text)),
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
    // Neither the plugins of this checkout's other examples nor a check of types has a part in what is shown.
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    // Node.js 24 warns (DEP0180) of a line in ts-node, which a host of @pulumi/pulumi 3.68 loads for every program.
    NODE_OPTIONS: [process.env["NODE_OPTIONS"], "--disable-warning=DEP0180"].filter(Boolean).join(" "),
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
    if (entry.isDirectory()) {
      return filesBelow(path);
    }
    return entry.isFile() ? [path] : [];
  });
}
