import { STATUS_CODES } from "node:http";

/** A status for people: `403 Forbidden`; the bare number where the standard has no name for it. */
export function statusText(status: number): string {
  const name = STATUS_CODES[status];
  return name === undefined ? String(status) : `${status} ${name}`;
}
