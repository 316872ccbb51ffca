import type { Operation } from "./operation";
import type { DeclaredResource, StoredResource } from "./run";
import type { StackState } from "./stack-state";

/** The steps of a run, resource by resource; what comes of each is kept in the state. */
export class Steps {
  readonly #state: StackState;

  constructor(state: StackState) {
    this.#state = state;
  }

  /** Checks and compares one resource. @returns what is then to be done; undefined if nothing is. */
  async plan(resource: DeclaredResource, operation: Operation): Promise<(() => Promise<void>) | undefined> {
    const { process } = operation;
    const { name, type, inputs: given } = resource;
    const stored = this.#state.find(resource);
    const checked = await process.check(type, stored?.inputs ?? {}, given);
    if (operation.fails(checked)) {
      return undefined;
    }
    const declared = { name, type, inputs: checked.inputs };
    if (stored === undefined) {
      return () => this.#create(declared, undefined, operation);
    }
    const diff = await process.diff(type, stored.id, stored.outputs, checked.inputs);
    if (operation.fails(diff)) {
      return undefined;
    }
    if (diff.replaces.length > 0) {
      const again = await process.check(type, {}, given);
      if (operation.fails(again)) {
        return undefined;
      }
      return () => this.#create({ name, type, inputs: again.inputs }, stored, operation);
    }
    return diff.changes || stored.initErrors.length > 0
      ? () => this.#update(declared, stored, operation)
      : () => {
          this.#state.put(stored, { ...stored, name, inputs: checked.inputs });
          return Promise.resolve();
        };
  }

  async #create(
    declared: DeclaredResource,
    replaced: StoredResource | undefined,
    operation: Operation,
  ): Promise<void> {
    operation.changes += 1;
    const created = await operation.process.create(declared.type, declared.inputs);
    if (operation.fails(created)) {
      const { kept, message } = created.failure;
      if (!kept) {
        return;
      }
      this.#state.add({
        ...declared,
        id: kept.id,
        outputs: kept.properties,
        initErrors: [message],
        isReplaced: false,
      });
    } else {
      this.#state.add({ ...declared, ...created, initErrors: [], isReplaced: false });
    }
    if (replaced && !operation.line.isCut) {
      this.#state.put(replaced, { ...replaced, name: declared.name, isReplaced: true });
    }
  }

  async #update(declared: DeclaredResource, stored: StoredResource, operation: Operation): Promise<void> {
    operation.changes += 1;
    const { type, id, outputs } = stored;
    const updated = await operation.process.update(type, id, outputs, declared.inputs);
    if (!operation.fails(updated)) {
      this.#state.put(stored, {
        ...stored,
        name: declared.name,
        inputs: declared.inputs,
        outputs: updated.outputs,
        initErrors: [],
      });
      return;
    }
    const { kept, message } = updated.failure;
    if (kept) {
      this.#state.put(stored, {
        ...stored,
        name: declared.name,
        inputs: declared.inputs,
        outputs: kept.properties,
        initErrors: [message],
      });
    }
  }

  async refreshAll(operation: Operation): Promise<void> {
    for (const stored of this.#state.resources.filter(({ isReplaced }) => !isReplaced)) {
      const { type, id, outputs, inputs } = stored;
      const read = await operation.process.read(type, id, outputs);
      if (operation.fails(read)) {
        return;
      }
      if (read.id === "") {
        this.#state.remove(stored);
        continue;
      }
      const diff = await operation.process.diff(type, id, read.outputs, inputs);
      if (operation.fails(diff)) {
        return;
      }
      this.#state.put(stored, { ...stored, outputs: read.outputs, initErrors: [] });
    }
  }

  async deleteAll(doomed: readonly StoredResource[], operation: Operation): Promise<void> {
    for (const stored of doomed.toReversed()) {
      operation.changes += 1;
      const deleted = await operation.process.delete(stored.type, stored.id, stored.outputs);
      if (operation.fails(deleted)) {
        return;
      }
      this.#state.remove(stored);
    }
  }
}
