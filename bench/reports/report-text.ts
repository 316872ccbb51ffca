import type { EncodedText, ReportVariant } from "../results/samples";

/** A finding of something else, or of a token, in the shape of one format; `index` makes it different from the others. */
type Finding = (index: number, secret: string) => string;

interface ReportShape {
  head: string;
  finding: Finding;
  separator: string;
  tail: string;
}

const otherSecret = (index: number) => index.toString(16).padStart(40, "0");
const commit = (index: number) => (index * 7919).toString(16).padStart(40, "c");
const fileOf = (index: number) => `services/payments/src/config/environment-${index % 500}.ts`;
const ruleOf = (secret: string) =>
  secret.startsWith("dd") ? "datadog-personal-access-token" : "generic-api-key";

const gitleaks = (index: number, secret: string) => ({
  RuleID: ruleOf(secret),
  Description: "Detected a secret that may expose access to services and sensitive operations.",
  StartLine: (index % 900) + 1,
  EndLine: (index % 900) + 1,
  StartColumn: 7,
  EndColumn: 60,
  Match: `api_key = "${secret}"`,
  Secret: secret,
  File: fileOf(index),
  SymlinkFile: "",
  Commit: commit(index),
  Entropy: 3.9,
  Author: "A developer",
  Email: "developer@example.com",
  Date: "2026-11-02T09:00:00Z",
  Message: "Change the configuration of the service",
  Tags: [],
  Fingerprint: `${commit(index)}:${fileOf(index)}:${ruleOf(secret)}:${index}`,
});

const csvColumns = [
  ...(["RuleID", "Commit", "File", "SymlinkFile", "Secret", "Match", "StartLine", "EndLine"] as const),
  ...(["StartColumn", "EndColumn", "Author", "Message", "Date", "Email", "Fingerprint", "Tags"] as const),
];
const csvField = (value: unknown) => `"${String(value).replaceAll('"', '""')}"`;

const plainLine = (index: number, secret: string) =>
  `2026-11-02T09:00:00.000Z INFO  payments[${index}] request to /v1/charges took 31 ms, key ${secret}`;
const encodedLines = (encode: (line: string) => string): ReportShape => ({
  head: "",
  finding: (index, secret) => encode(`${plainLine(index, secret)}, done`),
  separator: "\n",
  tail: "\n",
});

/** The shapes of reports, by what they are; the fields are those of the tools. */
const shapes: Record<ReportVariant | EncodedText, ReportShape> = {
  base64Lines: encodedLines((line) => Buffer.from(line).toString("base64")),
  escapedLines: encodedLines((line) => Buffer.from(line).toString("hex").replaceAll(/../g, "%$&")),
  publicPortionLines: { head: "", finding: (_, secret) => secret.slice(0, 28), separator: "\n", tail: "\n" },
  text: {
    head: "",
    finding: (index, secret) => `${plainLine(index, secret)}, trace ${commit(index)}`,
    separator: "\n",
    tail: "\n",
  },
  gitleaksJson: {
    head: "[\n",
    finding: (index, secret) => JSON.stringify(gitleaks(index, secret), null, 1),
    separator: ",\n",
    tail: "\n]\n",
  },
  gitleaksCsv: {
    head: `${csvColumns.join(",")}\n`,
    finding: (index, secret) => {
      const finding = gitleaks(index, secret);
      return csvColumns.map((column) => csvField(finding[column])).join(",");
    },
    separator: "\n",
    tail: "\n",
  },
  sarif: {
    head: '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":{"driver":{"name":"gitleaks","rules":[]}},"results":[\n',
    finding: (index, secret) =>
      JSON.stringify({
        message: { text: `${ruleOf(secret)} has detected secret for file ${fileOf(index)}.` },
        ruleId: ruleOf(secret),
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: fileOf(index) },
              region: { startLine: 1, startColumn: 7, endLine: 1, endColumn: 60, snippet: { text: secret } },
            },
          },
        ],
        partialFingerprints: {
          commitSha: commit(index),
          email: "developer@example.com",
          author: "A developer",
        },
        properties: { tags: [] },
      }),
    separator: ",\n",
    tail: "\n]}]}\n",
  },
  trufflehog: {
    head: "",
    finding: (index, secret) =>
      JSON.stringify({
        SourceMetadata: {
          Data: {
            Git: {
              commit: commit(index),
              file: fileOf(index),
              email: "A developer <developer@example.com>",
              repository: "https://github.com/acme/payments",
              timestamp: "2026-11-02 09:00:00 +0000",
              line: (index % 900) + 1,
            },
          },
        },
        SourceID: 1,
        SourceType: 16,
        SourceName: "trufflehog - git",
        DetectorType: 1039,
        DetectorName: "CustomRegex",
        DecoderName: "PLAIN",
        Verified: false,
        Raw: secret,
        RawV2: "",
        Redacted: "",
        ExtraData: { name: ruleOf(secret) },
        StructuredData: null,
      }),
    separator: "\n",
    tail: "\n",
  },
  githubAlerts: {
    head: "[",
    finding: (index, secret) =>
      JSON.stringify({
        number: index,
        created_at: "2026-11-02T09:00:00Z",
        url: `https://api.github.com/repos/acme/payments/secret-scanning/alerts/${index}`,
        html_url: `https://github.com/acme/payments/security/secret-scanning/${index}`,
        locations_url: `https://api.github.com/repos/acme/payments/secret-scanning/alerts/${index}/locations`,
        state: "open",
        secret_type: secret.startsWith("dd") ? "datadog_personal_access_token" : "acme_api_key",
        secret_type_display_name: "A secret",
        secret,
        validity: "unknown",
        resolution: null,
        publicly_leaked: false,
        multi_repo: false,
      }),
    separator: ",",
    tail: "]\n",
  },
};

/** The number of bytes that are made before they are handed on. */
const pieceLength = 1 << 20;

/**
 * The text of a report, in pieces: findings of other things, and among them these tokens, evenly spread.
 *
 * @param bytes - how long it is at least, and at most but for one finding; longer if the tokens alone are.
 */
export function* reportText(
  variant: ReportVariant | EncodedText,
  bytes: number,
  tokens: readonly string[],
): Generator<string> {
  const { head, finding, separator, tail } = shapes[variant];
  let piece = head;
  let length = head.length;
  let planted = 0;
  for (let index = 0; length + tail.length < bytes || planted < tokens.length; index += 1) {
    const token = length >= (bytes * planted) / tokens.length ? tokens[planted] : undefined;
    if (token !== undefined) {
      planted += 1;
    }
    const next = `${index === 0 ? "" : separator}${finding(index, token ?? otherSecret(index))}`;
    piece += next;
    length += next.length;
    if (piece.length >= pieceLength) {
      yield piece;
      piece = "";
    }
  }
  yield piece + tail;
}
