import type { Values } from "../wire/property-values";

/** A program's inputs in the shape in which the lifecycle takes them, and what a person should know of them. */
export interface PreparedInputs {
  inputs: Values;
  /** Messages that stop nothing. */
  warnings: readonly string[];
  /** Messages on what could not be told: the rest is declared, and the run fails at its end. */
  untold: readonly string[];
}

/** Inputs of which there is nothing to say. */
export function plainInputs(inputs: Values): PreparedInputs {
  return { inputs, warnings: [], untold: [] };
}

/** The inputs that carry what is no secret although it stands in one, and the one that carries what is. */
const carriers: Readonly<Record<string, readonly string[]>> = {
  // An id is no secret even if the text is: the alias that it stands for is the token's public portion.
  token: [],
  tokens: [],
  tokenId: [],
  tokenIds: [],
  text: ["revocations"],
};

/** The names of the lifecycle's inputs that are secret, from those of the program's. */
export function secretInputs(secrets: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...secrets].flatMap((name) => carriers[name] ?? [name]));
}

/** The names of the outputs that are secret, from those of the lifecycle's inputs. */
export function secretOutputs(secrets: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...secrets].flatMap((name) => (name === "revocations" ? ["entries"] : [name])));
}
