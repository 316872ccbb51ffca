import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { RevocationKey } from "../schema/revocation-record";
import { DeclaredKeys } from "./declared-keys";
import type { Environment } from "./setting-sources";

/**
 * The tokens that a run declares, each by its key. Most runs have one provider process. Where a state was imported under
 * another stack's name the engine starts a second one for that stack's provider, which removes and has checked nothing: so
 * each process leaves what it has checked in a file for the others of the same engine.
 */
export class DeclaredTokens {
  readonly #own = new DeclaredKeys();
  /** The others' files as they were read last: a removal of thousands asks for each token, and a file only ever grows. */
  readonly #others = new Map<string, { size: number; keys: DeclaredKeys }>();
  readonly #folder: string | undefined;

  /** @param folder - where the processes of this run leave their files; without it each knows of its own alone. */
  constructor(folder?: string) {
    this.#folder = folder;
  }

  add(keys: readonly string[]): void {
    const added = keys.filter((key) => !this.#own.has(key));
    for (const key of added) {
      this.#own.add(key);
    }
    if (this.#folder !== undefined && added.length > 0) {
      try {
        mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
        appendFileSync(join(this.#folder, String(process.pid)), `${added.join("\n")}\n`, { mode: 0o600 });
      } catch {
        // A home that can't be written to is no reason to fail a revocation.
      }
    }
  }

  has(key: string): boolean {
    return this.#own.has(key) || this.#othersKeys().some((keys) => keys.has(key));
  }

  /** Tells whether a token is declared, by whatever way of naming its account. */
  hasToken(token: RevocationKey): boolean {
    return this.#own.hasToken(token) || this.#othersKeys().some((keys) => keys.hasToken(token));
  }

  #othersKeys(): DeclaredKeys[] {
    const folder = this.#folder;
    if (folder === undefined) {
      return [];
    }
    return filesOf(folder)
      .filter(isRunning)
      .map((pid) => this.#keysIn(join(folder, pid)));
  }

  #keysIn(file: string): DeclaredKeys {
    const size = sizeOf(file);
    const known = this.#others.get(file);
    if (known?.size === size) {
      return known.keys;
    }
    const keys = new DeclaredKeys(readKeys(file));
    this.#others.set(file, { size, keys });
    return keys;
  }
}

/**
 * The folder of one engine's run, in Pulumi's home; what earlier runs have left there is removed.
 *
 * @param engineAddress - the dynamic-provider process is given it as its first argument.
 */
export function folderOfRun(
  { PULUMI_HOME: home = "" }: Environment = process.env,
  engineAddress = process.argv[2],
): string | undefined {
  if (engineAddress === undefined) {
    return undefined;
  }
  const parent = join(home === "" ? join(homedir(), ".pulumi") : home, "datadog-token-revocation");
  for (const folder of filesOf(parent)) {
    if (!filesOf(join(parent, folder)).some(isRunning)) {
      remove(join(parent, folder));
    }
  }
  return join(parent, engineAddress.replace(/[^\w.]/g, "_"));
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // It is empty of meaning, and somebody else's.
  }
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function readKeys(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch {
    return [];
  }
}

/** Tells whether a process runs: what one that has ended declared counts no more. */
function isRunning(pid: string): boolean {
  try {
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}
