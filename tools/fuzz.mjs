/**
 * `npm run fuzz`: reads a million damaged texts and reports. None may throw anything but a ReportError, take more than a
 * second of the processor, or bring a secret part into what is said. The seed is printed; `npm run fuzz -- SEED COUNT` runs it again.
 */
import { createRequire } from "node:module";

const load = createRequire(import.meta.url);
const { findTokens, redactTokenText, ReportError } = load("../dist/sdk/index.js");
const { readReportFrom } = load("../dist/sdk/reports/read-report.js");

const longestMs = 1000;
/** Characters before a secret part among which its prefix stands: redaction looks for it 40 characters behind a prefix. */
const farthestPrefix = 45;
const secret = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";
const token = `ddpat_1dm1op4lL89nV8pt94Tdk8_${secret}`;
const seeds = [
  JSON.stringify([{ RuleID: "datadog-personal-access-token", Secret: token, File: "a.py", StartLine: 4 }]),
  JSON.stringify({
    version: "2.1.0",
    runs: [{ tool: {}, results: [{ message: { text: token }, ruleIndex: 0 }] }],
  }),
  `RuleID,Commit,File,Secret,StartLine\ndatadog-personal-access-token,abc,"a ""b""",${token},4\n`,
  `<testcase file="a.py"><failure>{&#34;Secret&#34;: &#34;${token}&#34;}</failure></testcase>\n`,
  `a log\n\u001b[31m${token}\u001b[m ${Buffer.from(token).toString("base64")} ddpat\\_1dm1op4lL89nV8pt94Tdk8=\r\n`,
];
const pieces = [
  "\n",
  '"',
  "\\",
  "{",
  "}",
  "[",
  "]",
  ",",
  "_",
  "=",
  "%5F",
  "&#95;",
  "\0",
  "\u001b[0m",
  "ddpat_",
  "H4sIA",
  "\u200b",
  "*",
  "…",
];

const [seed = Date.now() >>> 0, count = 1_000_000] = process.argv.slice(2).map(Number);
let state = seed;

/** @param {number} below */
function random(below) {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
}

/** @param {string} text */
function damaged(text) {
  let result = text;
  for (let edits = 1 + random(6); edits > 0; edits -= 1) {
    const at = random(result.length + 1);
    const piece = pieces[random(pieces.length)] ?? "";
    result = result.slice(0, at) + piece + result.slice(at + (random(3) === 0 ? random(20) : 0));
  }
  return result;
}

/** @param {string} text */
async function said(text) {
  try {
    return JSON.stringify(
      await readReportFrom(
        (async function* () {
          yield Buffer.from(text);
        })(),
        "report",
      ),
    );
  } catch (error) {
    if (error instanceof Error && error instanceof ReportError) {
      return error.message;
    }
    throw error;
  }
}

/**
 * Without its prefix in the same field, nobody can tell a secret part from a name.
 *
 * @param {string} text
 */
function hasPrefixBefore(text) {
  const at = text.indexOf(secret);
  const before = text.slice(Math.max(0, at - farthestPrefix), at).replaceAll(/[\u200b\0]|\u001b\[\d*m/g, "");
  return at >= 0 && /ddpat[^,"\n]*$/.test(before);
}

process.stdout.write(`seed ${seed}, ${count} inputs\n`);
for (let index = 0; index < count; index += 1) {
  const text = damaged(seeds[random(seeds.length)] ?? "");
  const before = process.cpuUsage();
  const shown = `${JSON.stringify(findTokens(text))}${await said(text)}`;
  const again = redactTokenText(redactTokenText(text));
  const { user, system } = process.cpuUsage(before);
  const faults = [
    ...(shown.includes(secret) && hasPrefixBefore(text) ? ["it shows a secret part"] : []),
    ...(again !== redactTokenText(text) ? ["redacting it again changes it"] : []),
    ...((user + system) / 1000 > longestMs ? ["it takes more than a second of the processor"] : []),
  ];
  if (faults.length > 0) {
    throw new Error(`input ${index} of seed ${seed}: ${faults.join(", ")}: ${JSON.stringify(text)}`);
  }
}
process.stdout.write("no exception, no hang, no secret in what is said\n");
