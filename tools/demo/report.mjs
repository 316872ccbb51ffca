/** @param {string} text */
export function headline(text) {
  process.stdout.write(`\n── ${text}\n`);
}

/**
 * One line a token: alive or revoked, its name, its id.
 *
 * @param {import("datadog-token-simulator").TokenStore} tokens
 */
export function printTokens(tokens) {
  for (const { name, tokenId } of tokens.list()) {
    const state = tokens.isAlive(tokenId) ? "alive" : "revoked";
    process.stdout.write(`   ${state.padEnd(9)}${name.padEnd(19)}${tokenId}\n`);
  }
}

/**
 * One line a request: method, path, and the status that was answered.
 *
 * @param {readonly import("datadog-token-simulator").LedgerEntry[]} entries
 */
export function printRequests(entries) {
  for (const { method, path, status } of entries) {
    process.stdout.write(`   ${method.padEnd(7)}${path}  ${status ?? "no answer"}\n`);
  }
}
