import type { Fault } from "./faults";
import { organizationOf, type WorldCredentials } from "./credentials";
import { organizations, type OrganizationName } from "./token";
import type { Site } from "../../../provider/datadog";
import type { World } from "./world";

/** The end of a process that is killed: whatever it does after that comes to nothing. */
export class Killed extends Error {
  override readonly name = "Killed";
}

/** The line of one process to the world: its credentials, its clock, and the moment at which it is cut. */
export class Line {
  readonly world: World;
  readonly run: number;
  readonly credentials: WorldCredentials;
  /** The difference of this machine's clock to the world's. */
  readonly clockAheadMs: number;
  readonly #outlivesKill: boolean;
  #requestsLeft: number;
  #isCut = false;

  constructor(
    world: World,
    {
      run,
      credentials,
      clockAheadMs,
      requestsUntilKill = Number.POSITIVE_INFINITY,
      outlivesKill = false,
    }: Pick<Line, "run" | "credentials" | "clockAheadMs"> & {
      requestsUntilKill?: number;
      outlivesKill?: boolean;
    },
  ) {
    this.world = world;
    this.run = run;
    this.credentials = credentials;
    this.clockAheadMs = clockAheadMs;
    this.#requestsLeft = requestsUntilKill;
    this.#outlivesKill = outlivesKill;
  }

  /**
   * Ends the process, if it has not come to its end: nothing of it reaches the world any more. After a `kill -9` of the CLI
   * alone, the provider lives on and goes on sending, and the engine hears of nothing.
   */
  cut(): void {
    this.#isCut = true;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  throwIfCut(): void {
    if (this.#isCut && !this.#outlivesKill) {
      throw new Killed("The process is gone.");
    }
  }

  /**
   * Sends a request.
   *
   * @param isAboutTokens - `false` for the question whose the credentials are.
   * @returns its lot, and whether its sender lives to hear of it.
   */
  send(isAboutTokens: boolean): { fault: Fault; isHeard: boolean } {
    this.throwIfCut();
    this.#requestsLeft -= 1;
    if (isAboutTokens) {
      this.world.ledger.noteRequest(this.run);
    }
    const fault = this.world.faults.shift() ?? "none";
    this.world.pass(fault === "slow" ? 20_000 : 40);
    if (this.#requestsLeft <= 0) {
      this.#isCut = true;
    }
    return { fault, isHeard: !this.#isCut || this.#outlivesKill };
  }

  /** The organisation that answers at a site, with its id. */
  organizationAt(site: Site): { name: OrganizationName; id: string } | undefined {
    const name = organizationOf(this.credentials, site);
    return name === undefined ? undefined : { name, id: organizations[name].id };
  }
}
