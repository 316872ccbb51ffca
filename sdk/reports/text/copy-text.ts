/** Copies a string: one that was cut out of another one keeps that one in memory, and this one doesn't. */
export function copyText(text: string): string {
  // What is cut out of two strings put together is cut out of a copy of both.
  return ` ${text}`.slice(1);
}
