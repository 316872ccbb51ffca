#!/usr/bin/env node
/**
 * Runs a command on a fresh machine: installs the dependencies, compiles the package, finds Pulumi's CLI or brings it,
 * puts all of it on PATH, and then runs the command and ends with its exit code.
 *
 *     node tools/with-toolchain.mjs [--without-pulumi] [command [argument …]]
 *
 * Needs Node.js ≥ 20 and npm, nothing else; without a command it only sets up.
 */
import { delimiter, join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { cacheFolder } from "./cache-folder.mjs";
import { checkoutFolder as checkout } from "./checkout.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { dynamicProviderFolders } from "./dynamic-provider.mjs";
import { foldersOf } from "./executable.mjs";
import { handOver } from "./hand-over.mjs";
import { ensureNode } from "./node-runtime.mjs";
import { findPulumi } from "./pulumi-cli.mjs";
import { say } from "./say.mjs";
import { Interrupted } from "./signals.mjs";

/**
 * @param {boolean} withPulumi
 * @returns {Promise<NodeJS.ProcessEnv>} the environment of the command
 */
async function setUp(withPulumi) {
  await ensureDependencies(checkout);
  const ownCommands = join(checkout, "node_modules", ".bin");
  const given = foldersOf(process.env["PATH"]).filter((folder) => folder !== ownCommands);
  const environment = { ...process.env, PATH: [ownCommands, ...given].join(delimiter) };
  const node = await ensureNode(environment);
  await ensureBuilt(checkout);
  if (!withPulumi) return environment;

  const cache = cacheFolder(process.env);
  const pulumi = await findPulumi({ checkout, environment, cache });
  say([`Node.js ${node}, Pulumi ${pulumi.what}`, ...pulumi.passedOver].join("; passed over "));
  const folders = [ownCommands, ...pulumi.folders, ...given];
  const dynamicProvider = await dynamicProviderFolders(folders, { checkout, cache });
  return {
    ...environment,
    PATH: [...folders, ...dynamicProvider].join(delimiter),
    PULUMI_SKIP_UPDATE_CHECK: "1",
  };
}

/**
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
async function main(args) {
  const withPulumi = args[0] !== "--without-pulumi";
  const [command, ...rest] = withPulumi ? args : args.slice(1);
  try {
    const environment = await setUp(withPulumi);
    return command === undefined ? 0 : await handOver(command, rest, environment);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return error instanceof Interrupted ? error.exitCode : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
