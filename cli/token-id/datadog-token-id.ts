#!/usr/bin/env node
import "../supported-node";
import "../closed-output";
import { createRequire } from "node:module";
import { tokenIdCommand } from "./token-id-command";

tokenIdCommand(process.argv.slice(2), {
  // A file needs none of it, and it takes time to open.
  get stdin() {
    return process.stdin;
  },
  get isInteractive() {
    return process.stdin.isTTY;
  },
  print: (text) => process.stdout.write(text),
  warn: (text) => process.stderr.write(text),
  // By the package's own name: the same from the checkout and from a user's node_modules.
  get version() {
    const manifest = createRequire(__filename)("pulumi-datadog-token-revocation/package.json") as {
      version: string;
    };
    return manifest.version;
  },
}).then(
  (exitStatus) => (process.exitCode = exitStatus),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
