import { figure, times } from "./figures";
import type { BatchDoor, Results } from "./samples";
import { thousandsSpread } from "./summaries";
import { missing, target, type Target } from "./target";

const doors = ["dynamic", "plugin"] as const;
const few = 10_000;
const many = 100_000;

/** The targets of table 6, each of the door that is further from it. */
export function thousandsTargets({ thousands }: Results): Target[] {
  const median = (door: BatchDoor, tokens: number, measure: "seconds" | "peakMemoryMiB") =>
    thousandsSpread(thousands?.samples ?? [], { door, tokens }, measure)?.median ?? missing;
  const worst = (value: (door: BatchDoor) => number) => Math.max(...doors.map(value));
  const perToken = (door: BatchDoor, tokens: number) =>
    (median(door, tokens, "seconds") - median("floor", 0, "seconds")) / tokens;
  return [
    target("10,000 tokens in one resource take at most 1.5 × the memory of one that does nothing", {
      value: worst((door) => median(door, few, "peakMemoryMiB")) / median("floor", 0, "peakMemoryMiB"),
      show: times,
      isMet: (value) => value <= 1.5,
    }),
    target("100,000 tokens in one resource take less than 512 MiB of memory", {
      value: worst((door) => median(door, many, "peakMemoryMiB")),
      show: (value) => `${figure(value)} MiB`,
      isMet: (value) => value < 512,
    }),
    target("100,000 tokens take at most 1.2 × as long per token, net of the floor, as 10,000", {
      value: worst((door) => perToken(door, many) / perToken(door, few)),
      show: times,
      isMet: (value) => value <= 1.2,
    }),
  ];
}
