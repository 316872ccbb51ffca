#!/usr/bin/env node
import { Command } from "commander";
import { readCliOptions, type TypedOptions } from "./command-line/cli-options";
import { describeRequest, describeStart, describeStop, listenError } from "./command-line/cli-output";
import type { LedgerEntry } from "./requests/ledger";
import { startSimulator } from "./start-simulator";

const program = new Command("datadog-token-simulator")
  .description(
    "A stand-in for Datadog's personal access token endpoints, on 127.0.0.1, for demos, tests and rehearsals.",
  )
  .option("--port <port>", "port to listen on (default: any free one)")
  .option(
    "--tokens <file or number>",
    "JSON file with the tokens that exist at the start, or how many to make up",
  )
  .option("--rate-limit <requests/seconds>", "such as 60/60 (default: no limit)")
  .option("--api-key <key>", "the only API key to accept, with --app-key (default: any credentials)")
  .option("--app-key <key>", "the only application key to accept, with --api-key")
  .option("--bearer <token>", "the only bearer token to accept")
  .option("--organization <id>", "id of the organisation (default: a made-up one)")
  .option("--user <id>", "id of the user behind the credentials (default: a made-up one)")
  .option("--read <whose>", "whose tokens the credentials may read: all, own or none (default: all)")
  .option("--revoke <whose>", "whose tokens the credentials may revoke: all, own or none (default: all)")
  .option("--no-service-accounts", "do not let the credentials touch service accounts' tokens")
  .option("--no-current-user", "do not let the credentials ask who they are")
  .option("--latency <ms>", "wait before handling each request")
  .option("--creation-delay <ms>", "how long a new token is not found yet (eventual consistency)")
  .option("--revocation-delay <ms>", "how long a revoked token is still shown (eventual consistency)")
  .option("--second-revocation <status>", "204 or 404: the answer to revoking a revoked token (default: 204)")
  .option("--quiet", "print no line for each request")
  .allowExcessArguments(false)
  .action(run);

async function run(typed: TypedOptions): Promise<void> {
  const options = await readCliOptions(typed);
  const { quiet, simulator } = options;
  const onRequest = (entry: LedgerEntry): void => {
    print(describeRequest(entry));
  };
  const datadog = await startSimulator({
    ...simulator,
    ...(quiet ? {} : { onRequest }),
  }).catch((error: unknown) => {
    throw listenError(error, simulator.port);
  });
  datadog.faults.delayCreation(options.creationDelayMs);
  datadog.faults.delayRevocation(options.revocationDelayMs);
  print(`listening on ${datadog.url}`);
  print(describeStart(datadog, simulator));
  const stop = (): void => {
    void datadog.close().then(() => {
      print(describeStop(datadog));
    });
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

// Whoever reads the first line only and closes the pipe does not stop the simulator.
process.stdout.on("error", () => undefined);

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
