/**
 * Says what is so, and stops the demo if it is not.
 *
 * @param {boolean} holds
 * @param {string} sentence what has to hold, e.g. "the preview has revoked nothing"
 * @throws {Error} if it does not hold
 */
export function check(holds, sentence) {
  if (!holds) {
    throw new Error(`This is not as it should be: ${sentence}; what is printed above shows otherwise.`);
  }
  process.stdout.write(`✓ ${sentence}\n`);
}
