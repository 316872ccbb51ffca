#!/usr/bin/env node
import "../supported-node";
import "../closed-output";
import { setTimeout } from "node:timers/promises";
import { gitopsCommand } from "./gitops-command";
import { thisMachine } from "./locks/this-machine";
import { runCommand } from "./run-command";

void gitopsCommand(process.argv.slice(2), {
  run: runCommand,
  print: (text) => process.stdout.write(text),
  warn: (text) => process.stderr.write(text),
  environment: process.env,
  machine: thisMachine,
  now: Date.now,
  sleep: setTimeout,
}).then((status) => (process.exitCode = status));
