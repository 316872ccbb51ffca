#!/usr/bin/env node
/**
 * Runs a command on a fresh machine: installs the dependencies, compiles the package, finds the tools that the command
 * needs or brings them, puts all of it on PATH, and then runs the command and ends with its exit code.
 *
 *     node tools/with-toolchain.mjs [--tools=pulumi,pulumi-languages,gitleaks,…] [command [argument …]]
 *
 * Needs Node.js ≥ 20 and npm, nothing else (what is written in Python also Python ≥ 3.10); without a command it only sets up.
 */
import { delimiter, join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { cacheFolder } from "./toolchain/cache-folder.mjs";
import { checkoutFolder as checkout } from "./running/checkout.mjs";
import { ensureDependencies } from "./toolchain/dependencies.mjs";
import { dynamicProviderFolders } from "./pulumi/dynamic-provider.mjs";
import { foldersOf } from "./sources/executable.mjs";
import { handOver } from "./running/hand-over.mjs";
import { ensureNode } from "./toolchain/node-runtime.mjs";
import { say } from "./running/say.mjs";
import { Interrupted } from "./running/signals.mjs";
import { tools } from "./toolchain/tools.mjs";

/** @typedef {keyof typeof tools} ToolName */

/**
 * @param {ToolName[]} needed
 * @returns {Promise<NodeJS.ProcessEnv>} the environment of the command
 */
async function setUp(needed) {
  await ensureDependencies(checkout);
  const ownCommands = join(checkout, "node_modules", ".bin");
  const given = foldersOf(process.env["PATH"]).filter((folder) => folder !== ownCommands);
  const environment = { ...process.env, PATH: [ownCommands, ...given].join(delimiter) };
  const node = await ensureNode(environment);
  await ensureBuilt(checkout);
  if (needed.length === 0) {
    return environment;
  }

  say(`Node.js ${node}`);
  const cache = cacheFolder(process.env);
  const folders = [ownCommands];
  for (const name of needed) {
    // A tool may stand beside one that was found before it, as the language hosts do beside the CLI.
    const path = [...folders, ...given].join(delimiter);
    const found = await tools[name]({ checkout, environment: { ...environment, PATH: path }, cache });
    say([`${name} ${found.what}`, ...found.passedOver].join("; passed over "));
    folders.push(...found.folders);
  }
  folders.push(...given);
  const dynamicProvider = needed.includes("pulumi")
    ? await dynamicProviderFolders(folders, { checkout, cache })
    : [];
  return {
    ...environment,
    PATH: [...folders, ...dynamicProvider].join(delimiter),
    PULUMI_SKIP_UPDATE_CHECK: "1",
  };
}

const option = "--tools=";

/**
 * @param {string | undefined} arg
 * @returns {ToolName[]}
 * @throws {Error} for a tool that is not known here
 */
function toolsIn(arg) {
  if (!arg?.startsWith(option)) {
    return [];
  }
  return arg
    .slice(option.length)
    .split(",")
    .map((name) => {
      if (!(name in tools)) {
        throw new Error(`There is no tool "${name}": ${Object.keys(tools).join(", ")}.`);
      }
      return /** @type {ToolName} */ (name);
    });
}

/**
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
async function main(args) {
  try {
    const needed = toolsIn(args[0]);
    const [command, ...rest] = needed.length > 0 ? args.slice(1) : args;
    const environment = await setUp(needed);
    return command === undefined ? 0 : await handOver(command, rest, environment);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return error instanceof Interrupted ? error.exitCode : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
