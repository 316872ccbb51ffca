/** A part of a URL in clear; one that is not percent-encoded properly is taken as it is. */
export function percentDecoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
