import type { LimitSample, ManyTokensSample, ReportSample, Results } from "../../../../bench/results/samples";
import { targetsOf } from "../../../../bench/results/targets";

const machine = {
  cpu: "a processor",
  cores: 2,
  memoryGiB: 24,
  platform: "linux x64",
  node: "24.21.0",
  pulumi: "3.259.0",
  pulumiSdk: "3.270.0",
};
const conditions = { date: "2026-11-24", machine, repeats: 3 };

const manyTokens: ManyTokensSample[] = [
  { variant: "floor", tokens: 0, seconds: 3 },
  { variant: "bare", tokens: 1000, seconds: 3 },
  { variant: "batch", tokens: 1, seconds: 3.5 },
  // The median of the three counts.
  { variant: "batch", tokens: 1000, seconds: 6, stateBytes: 80_000 },
  { variant: "batch", tokens: 1000, seconds: 6.5, stateBytes: 80_000 },
  { variant: "batch", tokens: 1000, seconds: 60, stateBytes: 80_000 },
  { variant: "batch", tokens: 10_000, seconds: 43.5, stateBytes: 800_000 },
  { variant: "handwritten", tokens: 1000, seconds: 117 },
  { variant: "single", tokens: 1000, seconds: 70, stateBytes: 1_900_000, leanStateBytes: 1_310_000 },
];

function limited(variant: LimitSample["variant"], seconds: number, refused: number): LimitSample {
  return {
    variant,
    tokens: 1000,
    seconds,
    floorSeconds: 90,
    refused,
    tokensAlive: 0,
    revokedAfterSeconds: [],
  };
}

const results: Results = {
  manyTokens: { ...conditions, samples: manyTokens },
  underLimit: {
    ...conditions,
    rateLimit: { limit: 100, periodSeconds: 10 },
    samples: [limited("batch", 90.9, 0), limited("batch", 90.9, 5), limited("twoProcesses", 99.9, 7)],
  },
  firstDelete: {
    ...conditions,
    samples: [
      { variant: "floor", seconds: 4 },
      { variant: "single", seconds: 4.2 },
      { variant: "batch", seconds: 4.4 },
    ],
  },
  reports: {
    ...conditions,
    eachFinding: [
      { age: "now", variant: "sarif", tokens: 100, seconds: 1.1 },
      { age: "before", variant: "sarif", tokens: 100, seconds: 1 },
      { age: "now", variant: "trufflehog", tokens: 100, seconds: 1.4 },
      { age: "before", variant: "trufflehog", tokens: 100, seconds: 1 },
    ],
    extremes: [{ extreme: "oneLine", tokens: 1000, megabytes: 150, seconds: 1, peakMemoryMiB: 120 }],
    samples: (
      ["text", "gitleaksJson", "gitleaksCsv", "sarif", "trufflehog", "githubAlerts"] as const
    ).flatMap((variant, index): ReportSample[] => [
      { reader: "datadog-token-id", variant, megabytes: 10, seconds: 1, peakMemoryMiB: 200 },
      {
        reader: "datadog-token-id",
        variant,
        megabytes: 100,
        seconds: index + 2,
        peakMemoryMiB: 200 + 20 * index,
      },
      {
        reader: variant === "text" || variant === "gitleaksCsv" ? "matchAll" : "JSON.parse",
        variant,
        megabytes: 100,
        seconds: 4,
      },
    ]),
  },
  doors: {
    ...conditions,
    hosts: "",
    samples: [
      { language: "typescript", seconds: 2 },
      { language: "yaml", seconds: 0.8 },
      { language: "python", seconds: 1.3 },
    ],
    starts: [
      { process: "floor", seconds: 0.1 },
      { process: "plugin", seconds: 0.2 },
    ],
  },
};

test("each target is judged by the medians", () => {
  expect(targetsOf(results).map(({ measured, met }) => [measured, met])).toEqual([
    ["18.0 ×", false],
    ["1.083 ×", true],
    ["1.333 ×", false],
    ["80.0 bytes", true],
    ["1,310 bytes", false],
    ["1.010 ×", true],
    ["0.00500 per revocation", false],
    ["1.110 ×", false],
    ["1.100 ×", true],
    ["2.00 s", true],
    ["7.00 s", true],
    ["300 MiB", false],
    ["1.750 ×", false],
    ["1.000 ×", true],
    ["120 MiB", true],
    ["1.400 ×", true],
    ["1.500 ×", false],
    ["0.400 ×", true],
    ["0.650 ×", false],
    ["0.200 s", true],
    ["2.000 ×", false],
    ["not measured", undefined],
    ["not measured", undefined],
    ["not measured", undefined],
  ]);
});

test("what was not measured is neither met nor missed", () => {
  const targets = targetsOf({ manyTokens: { ...conditions, samples: manyTokens.slice(0, 2) } });
  expect(targets).toHaveLength(24);
  for (const target of targets) {
    expect(target).toMatchObject({ measured: "not measured", met: undefined });
  }
});
