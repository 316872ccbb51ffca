#!/usr/bin/env node
import { packageVersion } from "../../provider/datadog/http/package-version";
import { tokenIdCommand } from "./token-id-command";

// Whoever reads the ids may have read enough, as `head` does.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") {
    throw error;
  }
});

tokenIdCommand(process.argv.slice(2), {
  stdin: process.stdin,
  isInteractive: process.stdin.isTTY,
  print: (text) => process.stdout.write(text),
  warn: (text) => process.stderr.write(text),
  version: packageVersion(),
}).then(
  (exitStatus) => (process.exitCode = exitStatus),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
