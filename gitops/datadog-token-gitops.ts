#!/usr/bin/env node
import { gitopsCommand } from "./gitops-command";
import { runCommand } from "./run-command";

void gitopsCommand(process.argv.slice(2), {
  run: runCommand,
  print: (text) => process.stdout.write(text),
  warn: (text) => process.stderr.write(text),
  environment: process.env,
}).then((status) => (process.exitCode = status));
