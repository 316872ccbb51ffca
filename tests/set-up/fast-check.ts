/**
 * fast-check as every test gets it: with a seed that stands here, so that a run does not depend on luck. With
 * `PROPERTY_SEED=random` each property has a new seed, which a failure prints; `npm run model` has its own.
 */
import * as fastCheck from "../../node_modules/fast-check/lib/cjs/fast-check";

const { PROPERTY_SEED: seed = "20261128" } = process.env;
fastCheck.configureGlobal(seed === "random" ? {} : { seed: Number(seed) });

export * from "../../node_modules/fast-check/lib/cjs/fast-check";
export default fastCheck;
