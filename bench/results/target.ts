import { figure } from "./figures";

/** A promise, and what was measured. */
export interface Target {
  promise: string;
  /** The measured value, in words; `not measured` if a row is missing. */
  measured: string;
  /** Undefined if it was not measured. */
  met: boolean | undefined;
}

/** A value that is missing makes everything that is reckoned with it NaN: "not measured". */
export const missing = Number.NaN;

/** A measured value, how it is shown, and whether it keeps the promise. */
interface Measurement {
  value: number;
  show: (value: number) => string;
  isMet: (value: number) => boolean;
}

/** A promise with what was measured of it. */
export function target(promise: string, { value, show, isMet }: Measurement): Target {
  if (Number.isNaN(value)) {
    return { promise, measured: "not measured", met: undefined };
  }
  return { promise, measured: show(value), met: isMet(value) };
}

/** `1,135 bytes`. */
export function bytes(value: number): string {
  return `${figure(value)} bytes`;
}

/** `0.352 s`. */
export function inSeconds(value: number): string {
  return `${figure(value)} s`;
}
