import type { Spread } from "./statistics";

/** `1,000`. */
export function count(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 0 });
}

/** Three digits if there are some: `0.0123`, `9.81`, `117`. */
export function figure(value: number): string {
  if (value === 0 || Math.abs(value) >= 100) {
    return count(value);
  }
  return value.toPrecision(3);
}

/** A ratio: `1.02 ×`. */
export function times(value: number): string {
  return `${value.toFixed(value >= 10 ? 1 : 3)} ×`;
}

/** The median with what it is the middle of, `9.81 (9.70–10.2)`; `–` if nothing was measured. */
export function spread(value: Spread | undefined): string {
  if (!value) {
    return "–";
  }
  const { median, least, most } = value;
  return least === most ? figure(median) : `${figure(median)} (${figure(least)}–${figure(most)})`;
}
