/**
 * The three numbers of a version.
 *
 * @param {string} text e.g. `v3.259.0`, `go version go1.26.8 linux/amd64`, `3.260.0-alpha.1`
 * @returns {[number, number, number] | undefined} undefined if the text has no version in it
 */
function parseVersion(text) {
  const [, major, minor, patch] = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch ?? 0)];
}

/**
 * @param {string} text a version, or a line with one in it
 * @param {string} minimum
 * @returns {boolean} also false if the text has no version in it
 */
export function isAtLeast(text, minimum) {
  const version = parseVersion(text);
  const least = parseVersion(minimum);
  if (version === undefined || least === undefined) {
    return false;
  }
  const [difference = 0] = version
    .map((number, index) => number - (least[index] ?? 0))
    .filter((d) => d !== 0);
  return difference >= 0;
}
