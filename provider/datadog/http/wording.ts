import { STATUS_CODES } from "node:http";

/** A status for people: `403 Forbidden`; the bare number if the standard has no name for it. */
export function statusText(status: number): string {
  const name = STATUS_CODES[status];
  return name === undefined ? String(status) : `${status} ${name}`;
}

/** Seconds for people: one decimal below ten, none above; `0.3 s`, `7 s`, `43 s`. */
export function inSeconds(seconds: number): string {
  const rounded = seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds);
  return `${rounded} s`;
}

/** A number of repetitions: `once`, `8 times`. */
export function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
