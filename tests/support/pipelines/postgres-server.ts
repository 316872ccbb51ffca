import { spawn } from "node:child_process";
import { once } from "node:events";
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
