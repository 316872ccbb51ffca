/** The pause between two lines that say that a long step is still at work. */
const progressIntervalSeconds = 15;

/**
 * One line about the set-up, on standard error: standard output belongs to the command that is run afterwards.
 *
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`[set-up] ${text}\n`);
}

/**
 * Says what a step does, then every 15 seconds how long it has been at it, until it is over.
 *
 * @template T
 * @param {string} what the step, e.g. "building Pulumi's CLI"
 * @param {() => Promise<T>} step
 * @returns {Promise<T>} what the step came to
 */
export async function sayWhile(what, step) {
  say(`${what} …`);
  const start = Date.now();
  const elapsedSeconds = () => Math.round((Date.now() - start) / 1000);
  const timer = setInterval(() => {
    say(`${what} … ${elapsedSeconds()} s`);
  }, progressIntervalSeconds * 1000);
  try {
    return await step();
  } finally {
    clearInterval(timer);
  }
}
