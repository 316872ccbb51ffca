import { leakOf } from "../../../../fixtures/reports/leak";
import { readText } from "../../../../fixtures/reports/read-text";

const leak = leakOf();
const other = leakOf({ kind: "service", tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2" });
const { text: token, rule } = leak;
const json = (value: unknown) => JSON.stringify(value);
const stars = "*".repeat(token.length);

/** Reports of a finding at src/app.py:4 and, where the form has several, of one at src/b.yaml:3 before it. */
const reports: [string, (secret: string, second: string) => string][] = [
  [
    "ggshield's text",
    (secret, second) =>
      `> src/b.yaml: 1 secret incident detected\n\n>> Secret detected: Datadog Access Token\n   Occurrences: 1\n\n     3 | token: ${second}\n              |__apikey__|\n\n` +
      `> src/app.py: 1 secret incident detected\n\n>> Secret detected: Datadog Access Token\n   Occurrences: 1\n\n     3 | import os\n     4 | TOKEN = "${secret}"\n              |__apikey__|\n     5 | \n`,
  ],
  [
    "secretlint's TAP",
    (secret, second) =>
      [
        "TAP version 13",
        "1..3",
        ...tapOf(1, "src/b.yaml", 3, second),
        "ok 2 - src/c.txt",
        ...tapOf(3, "src/app.py", 4, secret),
        "",
      ].join("\n"),
  ],
  [
    "secretlint's table",
    (secret, second) => `${tableOf("src/b.yaml", 3, second)}\n${tableOf("src/app.py", 4, secret)}`,
  ],
  [
    "secretlint's jslint-xml",
    (secret, second) =>
      `<?xml version="1.0"?><jslint><file name="src/b.yaml"><issue line="3" char="9" reason="found matching ${rule}: ${second}" /></file><file name="src/app.py"><issue line="2" char="1" reason="found matching aws: x" /><issue line="4" char="9" reason="found matching ${rule}: ${secret}" /></file></jslint>\n`,
  ],
  [
    "Kingfisher's page",
    (secret, second) =>
      `<tbody><tr><td>${rule}</td><td>${second}</td><td><code>./src/b.yaml</code></td><td></td><td data-sort-value="3">high</td><td data-sort-value="3">3</td></tr>` +
      `<tr><td>${rule}</td><td>${secret}</td><td><code>./src/app.py</code></td><td></td><td data-sort-value="3">high</td><td data-sort-value="4">4</td></tr></tbody>\n`,
  ],
  [
    "semgrep's text",
    (secret, second) =>
      `    src/b.yaml\n   ❯❯❱ ${rule}\n          A token.\n\n            3┆ token: ${second}\n\n    src/app.py\n   ❯❯❱ ${rule}\n          A token.\n\n            4┆ TOKEN = "${secret}"\n`,
  ],
  [
    "Nosey Parker's text",
    (secret, second) => `${occurrenceOf("src/b.yaml", 3, second)}\n${occurrenceOf("src/app.py", 4, secret)}`,
  ],
  [
    "ripgrep in a terminal",
    (secret, second) => `src/b.yaml\n3:token: ${second}\n\nsrc/app.py\n3-import os\n4:TOKEN = "${secret}"\n`,
  ],
  [
    "git grep in a commit",
    (secret, second) => `${leak.commit}:src/b.yaml:3:${second}\n${leak.commit}:src/app.py:4:${secret}\n`,
  ],
  ["a list in Markdown", (secret) => `- **File:** src/app.py\n- **Line:** 4\n- **Secret:** ${secret}\n`],
  [
    "Code Climate's JSON",
    (secret, second) =>
      json([
        { description: second, location: { path: "src/b.yaml", lines: { begin: 3 } } },
        { description: secret, location: { path: "src/app.py", positions: { begin: { line: 4 } } } },
      ]),
  ],
  [
    "reviewdog's JSON",
    (secret) =>
      json({
        diagnostics: [{ message: secret, location: { path: "src/app.py", range: { start: { line: 4 } } } }],
      }),
  ],
  [
    "SonarQube's issues",
    (secret, second) =>
      json({
        issues: [
          {
            rule: "secrets:S1",
            component: "org:shop:src/b.yaml",
            textRange: { startLine: 3 },
            message: second,
          },
          { rule: "secrets:S1", component: "shop:src/app.py", line: 4, message: secret },
        ],
      }),
  ],
  [
    "SonarQube's import",
    (secret) =>
      json({
        issues: [
          {
            ruleId: rule,
            primaryLocation: { message: secret, filePath: "src/app.py", textRange: { startLine: 4 } },
          },
        ],
      }),
  ],
  [
    "MongoDB's extended JSON",
    (secret, second) =>
      `${json({ path: "src/b.yaml", line: { $numberLong: "3" }, secret: second })}\n${json({ path: "src/app.py", line: { $numberInt: "4" }, secret })}\n`,
  ],
];

function tapOf(number: number, file: string, line: number, secret: string): string[] {
  return [
    `not ok ${number} - ${file}`,
    ...[
      "  ---",
      "  message: >-",
      `    [PATTERN] found matching ${rule}:`,
      `    ${secret}`,
      "  severity: error",
    ],
    ...["  data:", `    line: ${line}`, "    column: 9", "  ..."],
  ];
}

function tableOf(file: string, line: number, secret: string): string {
  const row = (number: string, message: string) => `║ ${number.padEnd(8)} │ ${message.padEnd(54)} ║`;
  const [prefix = "", rest = ""] = secret.split(/(?<=_[^_]*_)/);
  return [
    file,
    "",
    row("Line", "Message"),
    row(String(line), `found matching ${rule}:`),
    row("", prefix),
    row("", rest),
    "",
  ].join("\n");
}

function occurrenceOf(file: string, line: number, secret: string): string {
  return `    Occurrence 1/1\n    File: ${file}\n    Lines: ${line}:10-${line}:75\n\n        TOKEN = "${secret}"\n`;
}

test.each(reports)("%s tells the place of each token", async (_, report) => {
  const { tokens } = await readText(report(token, other.text));
  expect(tokens.at(-1)).toMatchObject({ tokenId: leak.tokenId, place: { file: "src/app.py", line: 4 } });
  if (tokens.length > 1) {
    expect(tokens[0]).toMatchObject({ tokenId: other.tokenId, place: { file: "src/b.yaml", line: 3 } });
  }
});

test.each([
  ["in ggshield's text", reports[0]?.[1]("ddpa*****************hJ6", "x") ?? ""],
  ["in secretlint's TAP", reports[1]?.[1](stars, "x").replaceAll(rule, "******") ?? ""],
  [
    "that Macie found",
    json({
      type: "SensitiveData:S3Object/CustomIdentifier",
      resourcesAffected: { s3Bucket: { name: "logs" }, s3Object: { key: "src/app.py", path: "src/app.py" } },
      classificationDetails: {
        result: {
          customDataIdentifiers: {
            detections: [
              {
                name: "Datadog personal access token",
                count: 1,
                occurrences: { lineRanges: [{ start: 4, end: 4 }] },
              },
            ],
          },
        },
      },
    }),
  ],
])("a masked token %s is said with its place", async (_, report) => {
  await expect(readText(report)).rejects.toMatchObject({
    holdsNoToken: false,
    message: expect.stringContaining("src/app.py:4") as string,
  });
});

test.each(["2026-11-29 03:00:00", "03:00:00"])(
  "a log's time, %s, is no line of the file that is named above it",
  async (time) => {
    const { tokens } = await readText(`src/app.py\n${time} token ${token}\n`);
    expect(tokens).toMatchObject([{ place: { file: "report", line: 2 } }]);
  },
);
