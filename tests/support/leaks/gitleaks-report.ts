/** The report of gitleaks about one personal access token. */
export const gitleaksReportOf = (text: string) => [
  {
    RuleID: "datadog-personal-access-token",
    Secret: text,
    Match: text,
    File: "app.env",
    StartLine: 3,
    Commit: "",
  },
];
