import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../running/checkout.mjs";
import { descendantsOf, identified, signalAll } from "./processes.mjs";
import { recordsOf } from "./truth.mjs";

/**
 * @typedef {object} Deployment what a state holds
 * @property {{ urn: string, type: string, outputs?: Record<string, unknown> }[]} [resources]
 * @property {unknown[]} [pending_operations]
 */

const plain = ["--non-interactive", "--color=never"];

/** A stack of an incident's project, in a backend of its own or in one that it shares. */
export class Stack {
  /** @type {{ pid: number, startedAt: string }[]} */
  #started = [];

  /**
   * @param {string} folder of the project
   * @param {string} name
   * @param {NodeJS.ProcessEnv} environment
   * @param {string | undefined} backendFolder
   */
  constructor(folder, name, environment, backendFolder) {
    this.folder = folder;
    this.name = name;
    this.environment = environment;
    this.backendFolder = backendFolder;
  }

  /** The stack's place among the stacks of a file backend. */
  get stateFile() {
    return join(this.backendFolder ?? "", ".pulumi", "stacks", "incident", `${this.name}.json`);
  }

  /**
   * Starts a command on the stack.
   *
   * @param {string[]} args
   * @param {{ through?: string[], environment?: NodeJS.ProcessEnv }} [how] `through`: a command that starts it
   * @returns {import("./processes.mjs").Run}
   */
  start(args, how) {
    return this.#spawn(["pulumi", ...args, `--stack=${this.name}`], how);
  }

  /**
   * Runs a command on the stack to its end.
   *
   * @param {string[]} args
   */
  pulumi(...args) {
    return this.start(args).ended;
  }

  /** @param {Parameters<Stack["start"]>[1]} [how] */
  startUp(how) {
    return this.start(["up", "--yes", "--skip-preview", ...plain], how);
  }

  /** Clears what the engine noted as begun. */
  clearPending() {
    return this.pulumi("refresh", "--yes", "--skip-preview", "--clear-pending-creates", ...plain);
  }

  /**
   * Runs the package's command for pipelines.
   *
   * @param {string[]} args
   */
  gitops(...args) {
    const command = join(checkoutFolder, "dist", "cli", "gitops", "datadog-token-gitops.js");
    return this.#spawn([process.execPath, command, ...args, `--stack=${this.name}`]).ended;
  }

  /** The records and the pending operations, as the backend's file has them, and the time at which it was written. */
  #stored() {
    const { checkpoint } = JSON.parse(readFileSync(this.stateFile, "utf8"));
    return { ...contents(checkpoint.latest ?? {}), writtenAt: statSync(this.stateFile).mtimeMs };
  }

  /** The records and the pending operations as the backend has them at this moment, and the latest time at which that can have been written. */
  async now() {
    return this.backendFolder === undefined
      ? { ...(await this.exported()), writtenAt: Date.now() }
      : this.#stored();
  }

  /**
   * The records and the pending operations, as the CLI tells them.
   *
   * @throws {Error} if it can't read the state, with what the backend has of it
   */
  async exported() {
    const { exitCode, printed } = await this.pulumi("stack", "export");
    if (exitCode !== 0) {
      throw new Error(`The state can't be read (${printed.trim()}): ${this.#stateFiles()}`);
    }
    return contents(JSON.parse(printed).deployment);
  }

  /** The state's files and their copies in a file backend, each with its size in bytes and the time of its last change. */
  #stateFiles() {
    const folder = join(this.backendFolder ?? "", ".pulumi");
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => ({ name, ...statSync(join(parentPath, name)) }))
      .map(({ name, size, mtime }) => `${name} ${size} ${mtime.toISOString()}`)
      .join(", ");
  }

  /** Ends what earlier commands have left running: after a killed CLI, the processes that it had started. */
  endLeftovers() {
    const same = this.#started.filter(({ pid, startedAt }) => identified(pid).startedAt === startedAt);
    signalAll(
      same.map(({ pid }) => pid),
      "SIGKILL",
    );
    this.#started = [];
  }

  /**
   * Takes note of what a run has started, before the run is killed.
   *
   * @param {import("./processes.mjs").Run} run
   */
  noteProcesses({ pid }) {
    this.#started.push(...descendantsOf(pid).map(identified));
  }

  /**
   * @param {string[]} command
   * @param {Parameters<Stack["start"]>[1]} [how]
   * @returns {import("./processes.mjs").Run}
   */
  #spawn(command, { through = [], environment = {} } = {}) {
    const [file = "", ...args] = [...through, ...command];
    const child = spawn(file, args, {
      cwd: this.folder,
      env: { ...this.environment, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    /** @type {(() => void)[]} */
    const readers = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        printed += text;
        readers.forEach((read) => read());
      });
    }
    /** @type {Promise<import("./processes.mjs").End>} */
    const ended = new Promise((resolve, reject) => {
      child.once("error", reject);
      // Not "close": the processes that a killed CLI has left hold its output open.
      child.once("exit", (exitCode) => setImmediate(() => resolve({ exitCode, printed })));
    });
    /** @type {Promise<boolean>} */
    const unseen = ended.then(() => false);
    return {
      pid: child.pid ?? 0,
      ended,
      says: (words) =>
        Promise.race([
          unseen,
          new Promise((resolve) => readers.push(() => words.test(printed) && resolve(true))),
        ]),
    };
  }
}

/** @param {Deployment} deployment */
function contents({ resources = [], pending_operations: pending = [] }) {
  return { records: recordsOf(resources), pending: pending.length };
}
