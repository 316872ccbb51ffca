import type { DeclaredResource, StoredResource } from "./run";

/** The state of a stack, in the order of creation. */
export class StackState {
  resources: readonly StoredResource[] = [];
  #created = 0;

  /** The resource that stands for a declared one, by one of its names. */
  find({ type, name, aliases = [] }: DeclaredResource): StoredResource | undefined {
    // As the engine does: its own name goes before what it was called.
    for (const wanted of [name, ...aliases]) {
      const found = this.resources.find(
        (each) => !each.isReplaced && each.type === type && each.name === wanted,
      );
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }

  add(stored: Omit<StoredResource, "number">): void {
    this.#created += 1;
    this.resources = [...this.resources, { ...stored, number: this.#created }];
  }

  put(before: StoredResource, after: StoredResource): void {
    this.resources = this.resources.map((each) => (each === before ? after : each));
  }

  remove(stored: StoredResource): void {
    this.resources = this.resources.filter((each) => each !== stored);
  }
}
