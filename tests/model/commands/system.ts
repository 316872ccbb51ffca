import type { Run, RunOptions } from "../engine/run";
import { Engine } from "../engine/engine";
import { keepToTheCap, noneIsForgotten, onlyDieIfAsked, type RunInContext } from "../invariants/deaths";
import { noOtherIsBelieved } from "../invariants/organizations";
import { narrowSightSettlesNothing } from "../invariants/narrow-sight";
import { oursIsWhatWasHitAnew } from "../invariants/ours";
import { Proofs } from "../invariants/proofs";
import { holdsReadableState } from "../invariants/records";
import { removalRevokesOrSaysSo } from "../invariants/removals";
import { findsWhatLives, onlyLowers, saysWhatItMayNotSee } from "../invariants/refreshes";
import { leavesNoQuestionOpen, silenceMeansDeath } from "../invariants/silence";
import { World, type WorldTraits } from "../world/world";
import { askedBy, declaredBy, type Story } from "./story";

/** The kinds of runs. */
type RunKind = Run["kind"];

/** The provider, the engine and the world: all that runs. Every run is judged by every invariant. */
export class System {
  readonly world: World;
  readonly engine: Engine;
  readonly #proofs: Proofs;

  constructor(traits: WorldTraits) {
    this.world = new World(traits);
    this.engine = new Engine(this.world);
    this.#proofs = new Proofs(this.world);
  }

  /** Runs, and holds what came of it against every invariant. */
  async run(kind: RunKind, { program, machine }: Story, options: RunOptions = {}): Promise<Run> {
    const before = this.engine.state;
    const startedAt = this.world.nowMs;
    this.world.ledger.forgetBefore(this.engine.runs + 1);
    const run = await this.#start(kind, { program, machine }, options);
    this.#judge({ run, before, after: this.engine.state, asked: askedBy(program), startedAt });
    return run;
  }

  /** Holds the state against the world: for commands that change the world alone. */
  judgeState(): void {
    this.#proofs.areTrue(this.engine.state);
  }

  #start(kind: RunKind, { program, machine }: Story, options: RunOptions): Promise<Run> {
    switch (kind) {
      case "up":
        return this.engine.up(program.map(declaredBy), machine, options);
      case "refresh":
        return this.engine.refresh(machine, options);
      case "destroy":
        return this.engine.destroy(machine, options);
    }
  }

  #judge(context: RunInContext): void {
    const { run, before, after } = context;
    holdsReadableState(after);
    this.#proofs.restOnWhatWasTold(context);
    this.#proofs.areTrue(after);
    oursIsWhatWasHitAnew(context, this.world);
    onlyDieIfAsked(context, this.world);
    noneIsForgotten(context, this.world);
    removalRevokesOrSaysSo(context, this.world);
    noOtherIsBelieved(context, this.world);
    narrowSightSettlesNothing(context, this.world);
    keepToTheCap(context, this.world);
    silenceMeansDeath(context, this.world, this.#proofs);
    leavesNoQuestionOpen(context, this.world);
    findsWhatLives(context, this.world);
    saysWhatItMayNotSee(context, this.world);
    if (run.refreshed) {
      onlyLowers(before, run.refreshed);
    }
  }
}
