/**
 * Records a run of the demo as a terminal recording, docs/demo.svg: `npm run recording`. Every character in it was
 * printed by that run; only its waits are shortened.
 */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { render } from "svg-term";
import { checkoutFolder } from "./running/checkout.mjs";

const terminal = { columns: 112, rows: 34 };
/** The pace of the lines that are printed at once, so that they can be read. */
const secondsPerLine = 0.12;
const secondsPerHeadline = 1.5;
const secondsAtTheEnd = 5;

/** @returns {Promise<string>} what the demo printed, colours included */
async function runDemo() {
  const child = spawn(process.execPath, ["tools/demo.mjs"], {
    cwd: checkoutFolder,
    env: { ...process.env, FORCE_COLOR: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    printed += text;
    process.stdout.write(text);
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  if (code !== 0) {
    throw new Error(`The demo has failed (exit code ${code}), so there is nothing to record.`);
  }
  return printed;
}

/**
 * An asciicast of version 2: a header, then `[seconds, "o", text]` a line.
 *
 * @param {string} printed
 */
function asciicastOf(printed) {
  const events = [];
  let seconds = 0.5;
  for (const line of `$ npm run demo\n${printed}`.split(/(?<=\n)/)) {
    events.push([seconds, "o", line.replace("\n", "\r\n")]);
    seconds += line.startsWith("──") || line.startsWith("$") ? secondsPerHeadline : secondsPerLine;
  }
  events.push([seconds + secondsAtTheEnd, "o", " "]);
  const header = { version: 2, width: terminal.columns, height: terminal.rows };
  return [header, ...events].map((line) => JSON.stringify(line)).join("\n");
}

const svg = render(asciicastOf(await runDemo()), { window: true });
mkdirSync(join(checkoutFolder, "docs"), { recursive: true });
writeFileSync(join(checkoutFolder, "docs", "demo.svg"), `${svg}\n`);
process.stdout.write(`\ndocs/demo.svg: ${Math.round(svg.length / 1024)} KiB\n`);
