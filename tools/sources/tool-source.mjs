/**
 * @typedef {object} Surroundings what a source of a tool may look at
 * @property {string} checkout
 * @property {NodeJS.ProcessEnv} environment
 * @property {string} cache folder for what takes long; it may not exist yet
 */

/**
 * @typedef {object} Found
 * @property {string} what version and origin, for people
 * @property {string[]} folders what PATH has to begin with, so that the tool and what belongs to it are found
 */

/**
 * One place that a tool may come from.
 *
 * @typedef {object} Source
 * @property {string} name
 * @property {(surroundings: Surroundings) => Promise<Found | { unavailable: string }>} find `unavailable`: why not
 */

/** @typedef {Found & { passedOver: string[] }} FirstFound `passedOver`: what the sources before the one used have said */

/**
 * Finds a tool, or brings it, from the first source that has it.
 *
 * @param {readonly Source[]} sources in the order in which they are asked
 * @param {Surroundings} surroundings
 * @param {string} howToInstall for people: that the tool is missing, and what to do
 * @returns {Promise<FirstFound>}
 * @throws {Error} if no source has it: how to install it, and what each of them said
 */
export async function findTool(sources, surroundings, howToInstall) {
  const passedOver = [];
  for (const source of sources) {
    const answer = await source.find(surroundings);
    if ("folders" in answer) {
      return { ...answer, passedOver };
    }
    passedOver.push(`${source.name}: ${answer.unavailable}`);
  }
  throw new Error(
    [`${howToInstall} What was tried:`, ...passedOver.map((reason) => `  - ${reason}`)].join("\n"),
  );
}
