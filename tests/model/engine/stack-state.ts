import type { DeclaredResource, StoredResource } from "./run";

/** The state of a stack, in the order of creation. */
export class StackState {
  resources: readonly StoredResource[] = [];
  #created = 0;

  /** The resource that stands for a declared one, by one of its names. */
  find({ type, name, aliases = [] }: DeclaredResource): StoredResource | undefined {
    return this.resources.find(
      (each) => !each.isReplaced && each.type === type && [name, ...aliases].includes(each.name),
    );
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
