/** @param {string} text */
export function headline(text) {
  process.stdout.write(`\n── ${text}\n`);
}

/** @param {string} text lines, which are indented */
export function print(text) {
  process.stdout.write(`${text.trimEnd().replaceAll(/^/gm, "   ")}\n`);
}

/**
 * One line a request: method, path, and the status that was answered.
 *
 * @param {readonly import("datadog-token-simulator").LedgerEntry[]} entries
 */
export function printRequests(entries) {
  for (const { method, path, status } of entries) {
    print(`${method.padEnd(7)}${path}  ${status ?? "no answer"}`);
  }
}
