#!/usr/bin/env node
// A file that is there before the build: npm links and marks as executable only what exists when it installs.
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const cli = join(__dirname, "..", "dist", "cli.js");
if (existsSync(cli)) {
  require(cli);
} else {
  process.stderr.write("error: The simulator is not built yet: run `npm run build` first.\n");
  process.exitCode = 1;
}
