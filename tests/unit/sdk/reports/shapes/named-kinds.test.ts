import { leakOf } from "../../../../fixtures/reports/leak";
import { readText } from "../../../../fixtures/reports/read-text";
import { sarifLocation, sarifRun } from "../../../../fixtures/reports/sarif-shapes";

const { rule, commit } = leakOf();
const json = JSON.stringify;

const masked = { RuleID: "aws-key", Secret: "REDACTED", File: "a.py", StartLine: 4 };

test.each([
  ["a folder", json([{ ...masked, File: "datadog-access-token/readme.md" }])],
  [
    "a folder in a fingerprint",
    json([{ ...masked, Fingerprint: "datadog-access-token/readme.md:aws-key:4" }]),
  ],
  ["a file", json([{ ...masked, File: "src/datadog_pat.py" }])],
  ["a file without an ending", json([{ ...masked, File: "datadog-access-token" }])],
  [
    "a repository",
    json([{ ...masked, Link: "https://github.com/acme/datadog-access-token/blob/x/a.py#L4" }]),
  ],
  [
    "a repository in a table",
    "RuleID,File,Link,Secret\naws,a.py,https://example.com/datadog-access-token,REDACTED\n",
  ],
  ["a commit's message", json([{ ...masked, Message: "Rotate the Datadog access token" }])],
  [
    "a commit's message in GitLab's report",
    json({
      vulnerabilities: [
        {
          category: "secret_detection",
          name: "AWS",
          location: { file: "a", start_line: 1, commit: { sha: commit, message: "Datadog access token" } },
        },
      ],
    }),
  ],
  [
    "a file of SARIF",
    sarifRun([
      {
        ruleId: "aws",
        message: { text: "x" },
        locations: [sarifLocation("src/datadog_pat.py", 1, "REDACTED")],
      },
    ]),
  ],
  ["a line of grep", "datadog-access-token/readme.md:4: aws_key = REDACTED\n"],
])("%s that is named after Datadog's tokens makes no finding of another secret's", async (_, report) => {
  await expect(readText(report)).rejects.toMatchObject({ holdsNoToken: true });
});

test.each([
  [
    "an event of GitHub's audit log",
    json([
      {
        action: "secret_scanning_alert.create",
        repo: "o/r",
        number: 4,
        secret_type: "datadog_personal_access_token",
      },
    ]),
  ],
  ["a row of a table", "Alert number,Secret type,State\n7,datadog_personal_access_token,open\n"],
  [
    "GitHub's answer to a blocked upload",
    json({
      message: "Secret detected in content",
      metadata: {
        secret_scanning: {
          bypass_placeholders: [{ placeholder_id: "2k4d", token_type: "DATADOG_PERSONAL_ACCESS_TOKEN" }],
        },
      },
    }),
  ],
  ["a result of SARIF without a location", sarifRun([{ ruleId: rule, message: { text: "x" } }])],
])("%s that names the rule and no place is said", async (_, report) => {
  await expect(readText(report)).rejects.toMatchObject({
    holdsNoToken: false,
    message: expect.stringMatching(/since the report does not show it: report:\d/) as string,
  });
});

test("a SHA-256 in place of a secret is one that the report does not show", async () => {
  const hashed = json([{ RuleID: rule, Secret: `sha256:${"0a".repeat(32)}`, File: "a.py", StartLine: 4 }]);
  await expect(readText(hashed)).rejects.toMatchObject({ holdsNoToken: false });
});

test.each([
  ["JSON", json({ statistics: [{ rule_id: rule, findings: 0 }] })],
  ["a table", `Rule,Count\n${rule},0\n`],
])("a rule that has found nothing, as statistics in %s say, is none either", async (_, report) => {
  await expect(readText(report)).rejects.toMatchObject({ holdsNoToken: true });
});

test("rules in a scanner's description of itself are no findings", async () => {
  const metadata = {
    findings: [],
    rules_applied: [{ rule_id: rule, name: "Datadog personal access token" }],
  };
  await expect(readText(json(metadata))).rejects.toMatchObject({ holdsNoToken: true });
});

test.each([
  ["a log", "Run npx datadog-token-id gitleaks.json\n***\n"],
  ["a program", 'import { readReport } from "pulumi-datadog-token-revocation";\n'],
  ["a finding of grep's", "ci.yml:3: run: npx datadog-token-gitops proof\n"],
  ["a finding", json({ file: "a.ts", line: 3, match: "pulumi-datadog-token-revocation" })],
])("%s that names this package or its commands names no token", async (_, report) => {
  await expect(readText(report)).rejects.toMatchObject({ holdsNoToken: true });
});
