import { thousandsTargets } from "../../../../bench/results/thousands-targets";
import type { Results, ThousandsSample } from "../../../../bench/results/samples";
import { thousandsSection } from "../../../../bench/sections/thousands-section";

const samples: ThousandsSample[] = [
  { door: "floor", tokens: 0, seconds: 2, peakMemoryMiB: 130 },
  { door: "dynamic", tokens: 10_000, seconds: 7, peakMemoryMiB: 195 },
  { door: "plugin", tokens: 10_000, seconds: 6, peakMemoryMiB: 169 },
  { door: "dynamic", tokens: 100_000, seconds: 52, peakMemoryMiB: 500 },
  { door: "plugin", tokens: 100_000, seconds: 52, peakMemoryMiB: 512 },
];

test("the table has a row for each door and number of tokens", () => {
  expect(thousandsSection(samples).join("\n\n")).toContain(
    [
      "| floor: one resource that does nothing | 0 | 2.00 | 130 |",
      "| batch, TypeScript, dynamic provider | 10,000 | 7.00 | 195 |",
      "| batch, YAML, plugin | 10,000 | 6.00 | 169 |",
    ].join("\n"),
  );
});

test("the door that is further from a target decides", () => {
  const results: Results = {
    thousands: { date: "2026-11-28", machine: {} as never, repeats: 1, samples },
  };
  expect(thousandsTargets(results).map(({ measured, met }) => [measured, met])).toEqual([
    ["1.500 ×", true],
    ["512 MiB", false],
    ["1.250 ×", false],
  ]);
});

test("what was not measured is no promise kept", () => {
  expect(thousandsTargets({}).map(({ met }) => met)).toEqual([undefined, undefined, undefined]);
});
