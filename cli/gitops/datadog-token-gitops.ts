#!/usr/bin/env node
import "../supported-node";
import "../closed-output";
import { setTimeout } from "node:timers/promises";
import { CredentialMask } from "./credentials/credential-mask";
import { gitopsCommand } from "./gitops-command";
import { thisMachine } from "./locks/this-machine";
import { runCommand } from "./run-command";

const mask = new CredentialMask(process.env);

void gitopsCommand(process.argv.slice(2), {
  run: runCommand,
  print: (text) => process.stdout.write(mask.of(text)),
  warn: (text) => process.stderr.write(mask.of(text)),
  environment: process.env,
  machine: thisMachine,
  now: Date.now,
  sleep: setTimeout,
}).then((status) => (process.exitCode = status));
