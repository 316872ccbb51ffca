#!/usr/bin/env node
import "../supported-node";
import { createRequire } from "node:module";
import { tokenIdCommand } from "./token-id-command";

// By the package's own name: the same from the checkout and from a user's node_modules.
const { version } = createRequire(__filename)("pulumi-datadog-token-revocation/package.json") as {
  version: string;
};

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
  version,
}).then(
  (exitStatus) => (process.exitCode = exitStatus),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
