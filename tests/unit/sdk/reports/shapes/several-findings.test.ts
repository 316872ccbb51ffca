import { leakOf } from "../../../../fixtures/reports/leak";
import { readText } from "../../../../fixtures/reports/read-text";

const { text, tokenId, rule, commit } = leakOf();
const stars = "*".repeat(text.length);

test.each([
  [
    "YAML",
    (secret: string, file: string, line: number) =>
      `- rule: ${rule}\n  secret: ${secret}\n  file: ${file}\n  line: ${line}\n`,
  ],
  [
    "YAML with quotation marks",
    (secret: string, file: string, line: number) =>
      `  - file: "${file}"\n    line: ${line}\n    rule: '${rule}'\n    secret: "${secret}"\n`,
  ],
  [
    "Kingfisher's TOON",
    (secret: string, file: string, line: number) =>
      `  - rule:\n      name: Datadog personal access token\n      id: custom.${rule}\n    finding:\n      snippet: "${secret}"\n      line: ${line}\n      path: ${file}\n`,
  ],
  [
    "TOML",
    (secret: string, file: string, line: number) =>
      `[[findings]]\nrule = "${rule}"\nfile = "${file}"\nline = ${line}\nsecret = "${secret}"\n`,
  ],
  [
    "Betterleaks' terminal output",
    (secret: string, file: string, line: number) =>
      `┌─${rule}──○\n│\n│ ${line} │ TOKEN = "${secret}"\n│\n│   path ...... ${file}\n│ attributes:\n│   git.sha ............... ${commit}\n└○\n`,
  ],
  [
    "lines of secretlint",
    (secret: string, file: string, line: number) =>
      `${file}:${line}:9: found matching ${rule}: ${secret} [Error]\n`,
  ],
  [
    "secretlint's compact form",
    (secret: string, file: string, line: number) =>
      `${file}: line ${line}, col 9, Error - found matching ${rule}: ${secret}\n`,
  ],
  [
    "elements of checkstyle",
    (secret: string, file: string, line: number) =>
      `<file name="${file}">\n<error source="${rule}" line="${line}" message="found ${secret}"/>\n</file>\n`,
  ],
])("of two findings in %s each is told with its own place, a masked one, too", async (_, finding) => {
  for (const masked of [stars, "[REDACTED:9f8e7d]"]) {
    for (const report of [
      `${finding(masked, "src/b.py", 9)}${finding(text, "src/app.py", 4)}`,
      `${finding(text, "src/app.py", 4)}${finding(masked, "src/b.py", 9)}`,
    ]) {
      const { tokens, untold } = await readText(report);
      expect(tokens).toMatchObject([{ tokenId, place: { file: "src/app.py", line: 4 } }]);
      expect(untold).toMatchObject([{ place: { file: "src/b.py", line: 9 } }]);
    }
  }
});

test("of two findings in a file of checkstyle the masked one is told, too", async () => {
  const error = (line: number, secret: string) =>
    `<error source="${rule}" line="${line}" message="found ${secret}"/>\n`;
  const { tokens, untold } = await readText(
    `<checkstyle>\n<file name="a.py">\n${error(9, stars)}${error(4, text)}</file>\n</checkstyle>\n`,
  );
  expect(tokens).toMatchObject([{ place: { file: "a.py", line: 4 } }]);
  expect(untold).toMatchObject([{ place: { file: "a.py", line: 9 } }]);
});

const remote = (words: string) => words.replaceAll(/^/gm, "remote: ").replaceAll(/$/gm, "        ");

test.each([
  [
    "GitHub's refusal of a push",
    remote(
      `error: GH013: Repository rule violations found for refs/heads/main.\n\n- GITHUB PUSH PROTECTION\n  ———\n    Resolve the following violations before pushing again\n\n    - Push cannot contain secrets\n\n      —— Amazon AWS Access Key ID ———\n       locations:\n         - commit: ${commit}\n           path: src/aws.py:1\n\n      —— Datadog Personal Access Token ———\n       locations:\n         - commit: ${commit}\n           path: src/app.py:4\n\n       (?) To push, remove secret from commit(s)\n`,
    ),
  ],
  [
    "GitLab's refusal of a push",
    remote(
      `PUSH BLOCKED: Secrets detected in code changes\n\nSecret push protection found the following secrets in commit: ${commit}\n-- src/app.py:4 | Datadog personal access token\n`,
    ),
  ],
  [
    "Azure DevOps' refusal of a push",
    remote(
      `VS403654: The push was rejected because it contains one or more secrets.\nSecrets:\ncommit: ${commit}\npaths:\nsrc/app.py(4,10-66) : SEC101/200 : DatadogPersonalAccessToken\n`,
    ),
  ],
  [
    "the hook of detect-secrets",
    "ERROR: Potential secrets about to be committed to git repo!\n\nSecret Type: Datadog Access Token\nLocation:    src/app.py:4\n\n",
  ],
  [
    "Trivy's table",
    `src/app.py (secrets)\n===\nTotal: 1\n\nCRITICAL: Datadog (${rule})\n════\nDatadog personal access token\n────\n src/app.py:4 (offset: 9 bytes)\n────\n   4 [ K="${stars}"\n────\n`,
  ],
  [
    "Kingfisher's terminal output",
    "DATADOG PERSONAL ACCESS TOKEN => [CUSTOM.1]\n |Finding.......: [REDACTED:9f8e]\n |Line Num......: 4\n |Path..........: src/app.py\n",
  ],
  [
    "secretlint's usual form",
    `\nsrc/app.py\n  2:1  error  other\n  4:9  error  found matching ${rule}: ${stars}\n\n✖ 2 problems\n`,
  ],
  [
    "Checkov's JUnit",
    `<testcase name="Datadog Access Token"><failure message="Datadog Access Token">Resource: a\nFile: src/app.py: 4-5\n\n4 | K=${stars}</failure></testcase>`,
  ],
])("%s is told with the place that it names", async (_, words) => {
  await expect(readText(words)).rejects.toMatchObject({
    holdsNoToken: false,
    message: expect.stringContaining("src/app.py:4") as string,
  });
});

test.each([
  ["grep on Windows", String.raw`C:\src\app.py:4:K="SECRET"`, String.raw`C:\src\app.py`],
  [
    "secretlint's usual form",
    `src/app.py\n  2:1  error  other\n  4:9  error  found matching x: SECRET\n`,
    "src/app.py",
  ],
])("a token in the output of %s is found at its place", async (_, words, file) => {
  const { tokens } = await readText(`${words.replace("SECRET", text)}\n`);
  expect(tokens).toMatchObject([{ tokenId, place: { file, line: 4 } }]);
});

test.each([
  ["GitHub Actions", "2026-11-29T03:11:11.1234567Z "],
  ["GitLab", "2026-11-29T03:11:11.123456Z 01O "],
  ["Jenkins", "[2026-11-29T03:11:11.123Z] "],
  ["Docker Compose", "scan-1  | "],
  ["Kubernetes", "2026-11-29T03:11:11.123456789Z stdout F "],
])(
  "in the log of %s each finding of gitleaks is told at its own place, a masked one, too",
  async (_, mark) => {
    const finding = (secret: string, file: string, line: number) =>
      `Finding:     K="${secret}"\nSecret:      ${secret}\nRuleID:      ${rule}\nFile:        ${file}\nLine:        ${line}\n\n`;
    const log = `${finding("REDACTED", "src/b.py", 9)}${finding(text, "src/app.py", 4)}done\n`;
    for (const end of ["\n", "\r\n"]) {
      const { tokens, untold } = await readText(log.replaceAll(/^/gm, mark).replaceAll("\n", end));
      expect(tokens).toMatchObject([{ tokenId, place: { file: "src/app.py", line: 4, rule } }]);
      expect(untold).toMatchObject([{ place: { file: "src/b.py", line: 9, rule } }]);
    }
  },
);

test("of secretlint's JUnit each finding is told with the file of its suite", async () => {
  const suite = (file: string, line: number, secret: string) =>
    `<testsuite package="org.eslint" time="0" tests="1" errors="1" name="${file}">\n<testcase time="0" name="org.eslint.x"><failure message="found ${rule}: ${secret}"><![CDATA[line ${line}, col 5, Error - found ${rule}: ${secret} (x)]]></failure></testcase>\n</testsuite>\n`;
  const { tokens, untold } = await readText(
    `<testsuites>\n${suite("src/b.py", 9, stars)}${suite("src/app.py", 4, text)}</testsuites>\n`,
  );
  expect(tokens).toMatchObject([{ tokenId, place: { file: "src/app.py", line: 4 } }]);
  expect(untold).toMatchObject([{ place: { file: "src/b.py", line: 9 } }]);
});

test("of two files in one line of checkstyle each is told with its own findings", async () => {
  const element = (file: string, line: number, secret: string) =>
    `<file name="${file}"><error line="${line}" column="5" severity="error" message="found ${rule}: ${secret}" /></file>`;
  const report = `<?xml version="1.0"?><checkstyle>${element("b.py", 9, stars)}${element("a.py", 4, text)}</checkstyle>\n`;
  const { tokens, untold } = await readText(report);
  expect(tokens).toMatchObject([{ tokenId, place: { file: "a.py", line: 4 } }]);
  expect(untold).toMatchObject([{ place: { file: "b.py", line: 9 } }]);
});

test.each(["|", ",", "\t"])(
  "of a table in Kingfisher's TOON, with %j between its cells, each row is a finding",
  async (mark) => {
    const row = (...cells: (string | number)[]) => `  ${cells.join(mark)}\n`;
    const names = ["title", "rule_id", "description", "path", "line", "snippet", "git_commit"].join(mark);
    const title = '"CUSTOM.1 => [CUSTOM.1]"';
    const rest = [`"custom.${rule}"`, "Datadog personal access token"] as const;
    const report = `schema: kingfisher.toon.v1
scan:
  target: .
findings[2${mark === "," ? "" : mark}]{${names}}:
${row(title, ...rest, "src/b.py", 9, '"[REDACTED:d4b57bbb]"', commit)}${row(title, ...rest, "src/app.py", 4, text, commit)}audit:
  schema: "kingfisher.repository-audit.v1"
`;
    const { tokens, untold, problems } = await readText(report);
    expect(tokens).toMatchObject([
      { tokenId, place: { file: "src/app.py", line: 4, rule: `custom.${rule}` } },
    ]);
    expect(untold).toMatchObject([{ place: { file: "src/b.py", line: 9, rule: `custom.${rule}` } }]);
    expect(problems).toEqual([]);
  },
);
