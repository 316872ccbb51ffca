import { Line } from "../world/line";
import type { World } from "../world/world";
import { ProviderProcess, type Failure } from "./provider-process";
import type { DeclaredResource, Machine, Run, RunOptions, StoredResource } from "./run";

/** One run under way. */
interface Operation {
  process: ProviderProcess;
  line: Line;
  failures: Failure[];
  changes: number;
}

/**
 * Pulumi's engine as far as a provider can tell, as it was measured with the real one (CLI 3.259.0):
 *
 * - a resource is checked (with its old inputs), then compared (outputs of the state against new inputs), and what it asks
 *   for runs beside the checks of those that follow; deletes come last, and not after a failure;
 * - a failed `create` or `update` whose error carries id and properties is kept with its reasons, and is updated next time
 *   whatever `diff` says; one without them leaves the state as it was;
 * - a replacement is checked a second time without the old inputs, created, and the old one is deleted at the end;
 * - `refresh` hands over the outputs and keeps what comes back, without the reasons; an empty id drops the resource;
 *   then it compares the outputs just read with the old inputs;
 * - `delete` is given the outputs; a destroy checks nothing;
 * - of a run that is killed, what was returned is kept.
 */
export class Engine {
  readonly #world: World;
  /** The state, in the order of creation. */
  state: readonly StoredResource[] = [];
  runs = 0;
  #created = 0;

  constructor(world: World) {
    this.#world = world;
  }

  async up(program: readonly DeclaredResource[], machine: Machine, options: RunOptions = {}): Promise<Run> {
    if (options.previews) {
      const preview = await this.#run("up", machine, {}, (operation) => this.#preview(program, operation));
      if (preview.failures.length > 0) {
        return preview;
      }
    }
    return this.#run("up", machine, options, async (operation) => {
      await this.#register(program, operation);
      if (operation.failures.length > 0) {
        return;
      }
      const names = new Set(program.map(nameOf));
      await this.#deleteAll(
        this.state.filter((stored) => stored.isReplaced || !names.has(nameOf(stored))),
        operation,
      );
    });
  }

  refresh(machine: Machine, options: RunOptions = {}): Promise<Run> {
    return this.#run("refresh", machine, { ...options, refreshes: true }, () => Promise.resolve());
  }

  destroy(machine: Machine, options: RunOptions = {}): Promise<Run> {
    return this.#run("destroy", machine, options, (operation) => this.#deleteAll(this.state, operation));
  }

  async #run(
    kind: Run["kind"],
    machine: Machine,
    { refreshes = false, requestsUntilKill = Number.POSITIVE_INFINITY, outlivesKill = false }: RunOptions,
    work: (operation: Operation) => Promise<void>,
  ): Promise<Run> {
    this.runs += 1;
    const number = this.runs;
    const { credentials, clockAheadMs, environment } = machine;
    const line = new Line(this.#world, {
      run: number,
      credentials,
      clockAheadMs,
      requestsUntilKill,
      outlivesKill,
    });
    const process = new ProviderProcess(line, environment);
    const operation: Operation = { process, line, failures: [], changes: 0 };
    let refreshed: readonly StoredResource[] | undefined;
    if (refreshes) {
      await this.#refreshAll(operation);
      refreshed = this.state;
    }
    if (operation.failures.length === 0) {
      await work(operation);
    }
    const isKilled = line.isCut;
    line.cut();
    const { failures, changes } = operation;
    return {
      number,
      kind,
      machine,
      failures,
      warnings: process.warnings,
      isKilled,
      changes,
      ...(refreshed && { refreshed }),
    };
  }

  async #preview(program: readonly DeclaredResource[], operation: Operation): Promise<void> {
    for (const declared of program) {
      await this.#plan(declared, operation);
      if (operation.failures.length > 0) {
        return;
      }
    }
  }

  async #register(program: readonly DeclaredResource[], operation: Operation): Promise<void> {
    const steps: Promise<void>[] = [];
    for (const declared of program) {
      const step = await this.#plan(declared, operation);
      if (operation.failures.length > 0) {
        break;
      }
      if (step) {
        steps.push(step());
      }
    }
    await Promise.all(steps);
  }

  /** Checks and compares one resource. @returns what is then to be done; undefined if nothing is. */
  async #plan(
    { name, type, inputs: given }: DeclaredResource,
    operation: Operation,
  ): Promise<(() => Promise<void>) | undefined> {
    const { process } = operation;
    const stored = this.state.find((each) => nameOf(each) === `${type} ${name}` && !each.isReplaced);
    const checked = await process.check(type, stored?.inputs ?? {}, given);
    if (this.#fails(checked, operation)) {
      return undefined;
    }
    const declared = { name, type, inputs: checked.inputs };
    if (stored === undefined) {
      return () => this.#create(declared, undefined, operation);
    }
    const diff = await process.diff(type, stored.id, stored.outputs, checked.inputs);
    if (this.#fails(diff, operation)) {
      return undefined;
    }
    if (diff.replaces.length > 0) {
      const again = await process.check(type, {}, given);
      if (this.#fails(again, operation)) {
        return undefined;
      }
      return () => this.#create({ name, type, inputs: again.inputs }, stored, operation);
    }
    return diff.changes || stored.initErrors.length > 0
      ? () => this.#update(declared, stored, operation)
      : () => {
          this.#put(stored, { ...stored, inputs: checked.inputs });
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
    if (this.#fails(created, operation)) {
      const { kept, message } = created.failure;
      if (!kept) {
        return;
      }
      this.#add({
        ...declared,
        id: kept.id,
        outputs: kept.properties,
        initErrors: [message],
        isReplaced: false,
      });
    } else {
      this.#add({ ...declared, ...created, initErrors: [], isReplaced: false });
    }
    if (replaced && !operation.line.isCut) {
      this.#put(replaced, { ...replaced, isReplaced: true });
    }
  }

  async #update(declared: DeclaredResource, stored: StoredResource, operation: Operation): Promise<void> {
    operation.changes += 1;
    const { type, id, outputs } = stored;
    const updated = await operation.process.update(type, id, outputs, declared.inputs);
    if (!this.#fails(updated, operation)) {
      this.#put(stored, { ...stored, inputs: declared.inputs, outputs: updated.outputs, initErrors: [] });
      return;
    }
    const { kept, message } = updated.failure;
    if (kept) {
      this.#put(stored, {
        ...stored,
        inputs: declared.inputs,
        outputs: kept.properties,
        initErrors: [message],
      });
    }
  }

  async #refreshAll(operation: Operation): Promise<void> {
    for (const stored of this.state.filter(({ isReplaced }) => !isReplaced)) {
      const { type, id, outputs, inputs } = stored;
      const read = await operation.process.read(type, id, outputs);
      if (this.#fails(read, operation)) {
        return;
      }
      if (read.id === "") {
        this.#remove(stored);
        continue;
      }
      const diff = await operation.process.diff(type, id, read.outputs, inputs);
      if (this.#fails(diff, operation)) {
        return;
      }
      this.#put(stored, { ...stored, outputs: read.outputs, initErrors: [] });
    }
  }

  async #deleteAll(doomed: readonly StoredResource[], operation: Operation): Promise<void> {
    for (const stored of doomed.toReversed()) {
      operation.changes += 1;
      const deleted = await operation.process.delete(stored.type, stored.id, stored.outputs);
      if (this.#fails(deleted, operation)) {
        return;
      }
      this.#remove(stored);
    }
  }

  #fails(result: object, operation: Operation): result is { failure: Failure } {
    // Of a process that is killed nobody hears.
    if (operation.line.isCut) {
      operation.failures.push({ message: "killed" });
      Object.assign(result, { failure: { message: "killed" } });
      return true;
    }
    if ("failure" in result) {
      operation.failures.push(result.failure as Failure);
      return true;
    }
    return false;
  }

  #add(stored: Omit<StoredResource, "number">): void {
    this.#created += 1;
    this.state = [...this.state, { ...stored, number: this.#created }];
  }

  #put(before: StoredResource, after: StoredResource): void {
    this.state = this.state.map((each) => (each === before ? after : each));
  }

  #remove(stored: StoredResource): void {
    this.state = this.state.filter((each) => each !== stored);
  }
}

function nameOf({ name, type }: Pick<DeclaredResource, "name" | "type">): string {
  return `${type} ${name}`;
}
