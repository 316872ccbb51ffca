import type { ExtremeReportSample, ReportSample } from "../../../../bench/results/samples";
import { reportsSection } from "../../../../bench/sections/reports-section";

const samples: ReportSample[] = [
  { reader: "datadog-token-id", variant: "sarif", megabytes: 100, seconds: 4, peakMemoryMiB: 102 },
  { reader: "datadog-token-id", variant: "sarif", megabytes: 100, seconds: 5, peakMemoryMiB: 104 },
  { reader: "datadog-token-id", variant: "sarif", megabytes: 10, seconds: 0.5, peakMemoryMiB: 88 },
  { reader: "grep", variant: "text", megabytes: 100, seconds: 0.02 },
  { reader: "JSON.parse", variant: "sarif", megabytes: 100, seconds: 0.5, peakMemoryMiB: 400 },
  { reader: "matchAll", variant: "text", megabytes: 100, seconds: 0.4, peakMemoryMiB: 160 },
];

test.each([
  "|  | seconds, 10 MB | seconds, 100 MB | MB per second | MiB, 10 MB | MiB, 100 MB |",
  "| SARIF | 0.500 | 4.50 (4.00–5.00) | 22.2 | 88.0 | 103 (102–104) |",
  "| plain text, by grep | – | 0.0200 | 5,000 | – | – |",
  "| SARIF, by JSON.parse | – | 0.500 | 200 | – | 400 |",
  "| plain text, by matchAll | – | 0.400 | 250 | – | 160 |",
  "| gitleaks CSV | – | – | – | – | – |",
])("table 4 has the row %s", (row) => {
  expect(reportsSection({ samples }).join("\n").split("\n")).toContain(row);
});

const extremes: ExtremeReportSample[] = [
  { extreme: "tokenInEach", tokens: 1_000_000, megabytes: 850, seconds: 30, peakMemoryMiB: 2_000 },
  { extreme: "oneLine", tokens: 1000, megabytes: 150, seconds: 0.3, peakMemoryMiB: 90 },
  { extreme: "oneLine", tokens: 1000, megabytes: 150, seconds: 0.5, peakMemoryMiB: 110 },
];

test.each([
  "| gitleaks JSON, a token in each finding | 850 | 1,000,000 | 30.0 | 2,000 |",
  "| GitHub alerts in one line | 150 | 1,000 | 0.400 (0.300–0.500) | 100 (90.0–110) |",
])("table 4 ends with the row %s", (row) => {
  expect(reportsSection({ samples, extremes }).join("\n").split("\n")).toContain(row);
});

test("table 4 compares a token in each finding with the earlier commit", () => {
  const rows = reportsSection({
    samples,
    eachFinding: [
      { age: "now", variant: "sarif", tokens: 100_000, seconds: 3 },
      { age: "before", variant: "sarif", tokens: 100_000, seconds: 2 },
    ],
  }).join("\n");
  expect(rows).toContain("|  | seconds | seconds, 48902b8 | now ÷ before |");
  expect(rows).toContain("| SARIF | 3.00 | 2.00 | 1.500 × |");
});
