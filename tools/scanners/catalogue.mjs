/**
 * The scanners that are run, and how: as examples/scanners/README.md says.
 *
 * @typedef {object} Scan
 * @property {string} scanner its command
 * @property {string} format of the report, for people
 * @property {string[]} args run in the repository; RULES stands for the folder of the rules, REPORT for the report's file
 * @property {boolean} [prints] whether the report is what it prints
 * @property {string[]} [masked] what more masks the tokens; a scanner without it can't
 * @property {string[]} [shown] what more shows them, where it masks by default
 * @property {string[]} askVersion
 */

/** @type {Scan[]} */
export const scans = [
  {
    scanner: "gitleaks",
    askVersion: ["version"],
    format: "JSON",
    args: [
      ...["git", ".", "--config", "RULES/gitleaks.toml", "--max-decode-depth", "5"],
      ...["--log-opts=--all --full-history -m", "--report-format", "json", "--report-path", "REPORT"],
    ],
    masked: ["--redact"],
  },
  {
    scanner: "betterleaks",
    askVersion: ["--version"],
    format: "JSON",
    args: [
      ...["git", ".", "--config", "RULES/betterleaks.toml", "--log-opts=--all --full-history -m"],
      ...["--silent", "--output", "REPORT"],
    ],
    masked: ["--redact"],
  },
  {
    scanner: "kingfisher",
    askVersion: ["--version"],
    format: "JSON",
    args: [
      ...[
        "scan",
        ".",
        "--rules-path",
        "RULES/kingfisher.yaml",
        "--no-validate",
        "--no-update-check",
        "--no-dedup",
      ],
      ...["--format", "json", "--output", "REPORT"],
    ],
    masked: ["--redact"],
  },
  {
    scanner: "secretlint",
    askVersion: ["--version"],
    format: "SARIF",
    args: [
      ...["**/*", "--secretlintrc", "RULES/secretlintrc.json"],
      ...["--format", "@secretlint/secretlint-formatter-sarif", "--output", "REPORT"],
    ],
    masked: [],
    shown: ["--no-maskSecrets"],
  },
  {
    scanner: "detect-secrets",
    askVersion: ["--version"],
    format: "baseline",
    args: ["scan", "--plugin", "RULES/detect_secrets_datadog.py"],
    prints: true,
  },
  {
    scanner: "trufflehog",
    askVersion: ["--version"],
    format: "JSON lines",
    args: [
      ...["git", "file://.", "--config", "RULES/trufflehog.yaml", "--json"],
      ...["--no-verification", "--no-update"],
    ],
    prints: true,
  },
  {
    scanner: "semgrep",
    askVersion: ["--version", "--disable-version-check"],
    format: "SARIF",
    args: [
      ...["scan", "--config", "RULES/semgrep.yaml", "--metrics=off", "--disable-version-check"],
      ...["--sarif", "--output", "REPORT", "."],
    ],
  },
  {
    scanner: "trivy",
    askVersion: ["--version"],
    format: "JSON",
    args: [
      ...["fs", ".", "--scanners", "secret", "--secret-config", "RULES/trivy-secret.yaml"],
      ...["--format", "json", "--output", "REPORT", "--offline-scan", "--skip-version-check"],
    ],
  },
];
