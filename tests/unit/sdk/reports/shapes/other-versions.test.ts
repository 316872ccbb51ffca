import { leakOf } from "../../../../fixtures/reports/leak";
import { readText } from "../../../../fixtures/reports/read-text";
import { sarifResultOf, sarifRun } from "../../../../fixtures/reports/sarif-shapes";

const { text, tokenId, commit } = leakOf();
const json = JSON.stringify;
const place = { file: "src/app.py", line: 4 };
const lines = (each: object) => `${json(each)}\n`;

test.each([
  [
    "TruffleHog 2",
    lines({
      branch: "main",
      commit: "a message",
      commitHash: commit,
      diff: `+K="${text}"`,
      path: "src/app.py",
      reason: "Datadog",
      stringsFound: [text],
    }),
    { file: "src/app.py", commit },
  ],
  [
    "TruffleHog 3.0, with the secret in base64",
    lines({
      SourceMetadata: { Data: { Git: { commit, file: "src/app.py", line: 4 } } },
      DetectorName: "CustomRegex",
      Raw: Buffer.from(text).toString("base64"),
    }),
    { ...place, commit },
  ],
  [
    "gitleaks 7",
    json([
      {
        line: `K="${text}"`,
        lineNumber: 4,
        offender: text,
        commit,
        file: "src/app.py",
        rule: "Datadog",
        leakURL: "",
      },
    ]),
    { ...place, commit },
  ],
  [
    "ggshield 1.10",
    json({
      type: "path_scan",
      results: [
        {
          filename: "src/app.py",
          incidents: [{ type: "High Entropy", occurrences: [{ match: text, line_start: 4 }] }],
        },
      ],
    }),
    place,
  ],
  [
    "SARIF 2.0",
    json({
      version: "2.0.0",
      runs: [
        {
          results: [
            {
              ruleId: "r",
              message: { text },
              locations: [
                { physicalLocation: { fileLocation: { uri: "src/app.py" }, region: { startLine: 4 } } },
              ],
            },
          ],
        },
      ],
    }),
    place,
  ],
  [
    "SARIF 1.0",
    json({
      version: "1.0.0",
      runs: [
        {
          results: [
            {
              ruleId: "r",
              message: text,
              locations: [{ resultFile: { uri: "src/app.py", region: { startLine: 4 } } }],
            },
          ],
        },
      ],
    }),
    place,
  ],
  [
    "SARIF, in the lines around a finding",
    sarifRun([
      sarifResultOf({
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "src/app.py" },
              contextRegion: { startLine: 2, snippet: { text: `a\nb\nK="${text}"\n` } },
            },
          },
        ],
      }),
    ]),
    place,
  ],
  [
    "ripgrep",
    lines({
      type: "match",
      data: { path: { text: "src/app.py" }, lines: { text: `K="${text}"\n` }, line_number: 4 },
    }),
    place,
  ],
  ["a list of findings by their files", json({ "src/app.py": [{ line: 4, match: text }] }), place],
])("a token in a report of %s is found at its place", async (_, report, expected) => {
  expect((await readText(report)).tokens).toMatchObject([{ tokenId, place: expected }]);
});
