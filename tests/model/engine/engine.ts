import { Line } from "../world/line";
import type { World } from "../world/world";
import { Operation } from "./operation";
import { ProviderProcess } from "./provider-process";
import type { DeclaredResource, Machine, Run, RunOptions, StoredResource } from "./run";
import { StackState } from "./stack-state";
import { Steps } from "./steps";

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
  readonly #state = new StackState();
  readonly #steps = new Steps(this.#state);
  runs = 0;

  constructor(world: World) {
    this.#world = world;
  }

  /** The resources of the state, in the order of creation. */
  get state(): readonly StoredResource[] {
    return this.#state.resources;
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
      if (operation.hasFailed) {
        return;
      }
      const names = new Set(program.map(nameOf));
      await this.#steps.deleteAll(
        this.state.filter((stored) => stored.isReplaced || !names.has(nameOf(stored))),
        operation,
      );
    });
  }

  refresh(machine: Machine, options: RunOptions = {}): Promise<Run> {
    return this.#run("refresh", machine, { ...options, refreshes: true }, () => Promise.resolve());
  }

  destroy(machine: Machine, options: RunOptions = {}): Promise<Run> {
    return this.#run("destroy", machine, options, (operation) =>
      this.#steps.deleteAll(this.state, operation),
    );
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
    const operation = new Operation(process, line);
    let refreshed: readonly StoredResource[] | undefined;
    if (refreshes) {
      await this.#steps.refreshAll(operation);
      refreshed = this.state;
    }
    if (!operation.hasFailed) {
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
      await this.#steps.plan(declared, operation);
      if (operation.hasFailed) {
        return;
      }
    }
  }

  async #register(program: readonly DeclaredResource[], operation: Operation): Promise<void> {
    const steps: Promise<void>[] = [];
    for (const declared of program) {
      const step = await this.#steps.plan(declared, operation);
      if (operation.hasFailed) {
        break;
      }
      if (step) {
        steps.push(step());
      }
    }
    await Promise.all(steps);
  }
}

function nameOf({ name, type }: Pick<DeclaredResource, "name" | "type">): string {
  return `${type} ${name}`;
}
