import { resultsDocument } from "../../../bench/results-document";
import type { Results } from "../../../bench/results/samples";

const machine = {
  cpu: "a processor",
  cores: 2,
  memoryGiB: 24,
  platform: "linux x64",
  node: "24.21.0",
  pulumi: "3.259.0",
  pulumiSdk: "3.270.0",
};

const results: Results = {
  underLimit: {
    date: "2026-11-24",
    machine,
    repeats: 2,
    rateLimit: { limit: 100, periodSeconds: 10 },
    samples: [
      {
        variant: "batch",
        tokens: 500,
        seconds: 45,
        floorSeconds: 45,
        refused: 0,
        tokensAlive: 0,
        revokedAfterSeconds: [],
      },
      {
        variant: "batch",
        tokens: 500,
        seconds: 41,
        floorSeconds: 40,
        refused: 50,
        tokensAlive: 0,
        revokedAfterSeconds: [],
      },
    ],
  },
};

test("the report has a row for what was measured, with the ratio to each run's own floor", () => {
  expect(resultsDocument(results)).toContain(
    [
      "|  | seconds | floor | over the floor (×) | 429s per revocation | tokens left alive |",
      "| --- | ---: | ---: | ---: | ---: | ---: |",
      "| batch | 43.0 (41.0–45.0) | 42.5 (40.0–45.0) | 1.01 (1.00–1.02) | 0.0500 (0–0.100) | 0 |",
      "",
      "Measured on 2026-11-24, 2 rounds. Machine: 2 cores (a processor), 24 GiB of memory, linux x64, Node.js 24.21.0, Pulumi 3.259.0, @pulumi/pulumi 3.270.0.",
    ].join("\n"),
  );
});

test("the report has no section for what was not measured, and says so at the targets", () => {
  const report = resultsDocument(results);
  expect(report).toContain("## 2. Under a limit");
  expect(report).not.toContain("## 1.");
  expect(report).not.toContain("## 3.");
  expect(report).toContain(
    "| A batch takes at most 250 bytes of state per token (of 1,000) | not measured | – |",
  );
});
