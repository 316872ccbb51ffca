import { leakOf } from "../../../../fixtures/reports/leak";
import { readText } from "../../../../fixtures/reports/read-text";

const { commit, rule } = leakOf();
const json = JSON.stringify;

test.each([
  [
    "detect-secrets 0.14",
    json({
      generated_at: "t",
      plugins_used: [],
      results: {
        "src/app.py": [{ hashed_secret: "0".repeat(40), line_number: 4, type: "Datadog Access Token" }],
      },
    }),
    "src/app.py:4",
  ],
  [
    "GitHub's code scanning",
    json([
      {
        number: 3,
        rule: { id: rule },
        html_url: "https://github.com/o/r/security/code-scanning/3",
        most_recent_instance: { commit_sha: commit, location: { path: "src/app.py", start_line: 4 } },
      },
    ]),
    "src/app.py:4",
  ],
  [
    "GitHub's code scanning, of SARIF's own rule",
    json([
      {
        number: 3,
        rule: { id: "x", description: "Datadog access token" },
        html_url: "https://github.com/o/r/security/code-scanning/3",
      },
    ]),
    "code-scanning/3",
  ],
  [
    "Azure DevOps",
    json({
      value: [
        {
          alertId: 7,
          title: "Datadog personal access token",
          truncatedSecret: "ddpat_1dm1...",
          physicalLocations: [{ filePath: "src/app.py", region: { lineStart: 4 } }],
        },
      ],
    }),
    "src/app.py:4",
  ],
  [
    "AWS CodeGuru Security",
    json({
      findings: [
        {
          ruleId: "python-datadog-personal-access-token",
          title: "CWE-798",
          vulnerability: {
            filePath: {
              name: "app.py",
              path: "src/app.py",
              startLine: 4,
              codeSnippet: [{ number: 4, content: 'K = "****"' }],
            },
          },
        },
      ],
    }),
    "src/app.py:4",
  ],
  [
    "GitGuardian's webhook",
    json({
      source: "GitGuardian",
      action: "incident_triggered",
      incident: {
        id: 2,
        detector: { name: "datadog_personal_access_token", display_name: "Datadog Personal Access Token" },
        gitguardian_url: "https://dashboard.gitguardian.com/workspace/1/incidents/2",
      },
    }),
    "incidents/2",
  ],
  [
    "GitLab's webhook",
    json({
      object_kind: "vulnerability",
      object_attributes: {
        title: "Datadog personal access token",
        location: { file: "src/app.py", start_line: 4 },
      },
    }),
    "src/app.py:4",
  ],
])("a masked finding of %s is said at its place", async (_, report, where) => {
  await expect(readText(report)).rejects.toMatchObject({
    holdsNoToken: false,
    message: expect.stringContaining(where) as string,
  });
});
