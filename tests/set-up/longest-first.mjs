import { createRequire } from "node:module";

const { resolve } = createRequire(import.meta.url);
// Jest brings it: another version of it would not fit.
const { default: JestsOrder } = createRequire(resolve("jest"))("@jest/test-sequencer");

/** The files that take long, by their paths: some over a minute, many over ten seconds, and the rest. */
const longest = [
  /\/tests\/e2e\/(pipelines|secrets|interruptions)\//,
  /\/tests\/(e2e|package|protocol)\//,
  /./,
];

/**
 * An order of the test files in which none that takes long is left for the end, when the other workers have nothing to
 * do any more. Where Jest knows how long each took the last time that is its own order; in a fresh clone it goes by
 * the files' sizes.
 */
export default class LongestFirst extends JestsOrder {
  /** @param {Iterable<{ path: string }>} tests */
  sort(tests) {
    const rank = (/** @type {{ path: string }} */ { path }) =>
      longest.findIndex((kind) => kind.test(path.replaceAll("\\", "/")));
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
}
