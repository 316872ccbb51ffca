/** The outputs as the engine keeps them, whatever the resource is. */
export type State = Readonly<Record<string, unknown>>;

/** The outcome of an operation: the outputs that the engine keeps then, and the words to a person if it failed. */
export interface Outcome {
  /** Absent if the engine keeps no resource. */
  state?: State | undefined;
  failure?: string;
}

/** As the engine does: what a failed operation says to keep, else what was there before. */
export async function outcomeOf(run: () => Promise<object | undefined>, before?: State): Promise<Outcome> {
  try {
    const state = await run();
    return state === undefined ? {} : { state: asKept(state) };
  } catch (error) {
    const { message, properties } = error as Error & { properties?: object };
    return { failure: message, state: properties ? asKept(properties) : before };
  }
}

/** The engine keeps JSON. */
export function asKept(state: object): State {
  return JSON.parse(JSON.stringify(state)) as State;
}
