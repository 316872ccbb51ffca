import type { State } from "../lifecycle/outcome";
import type { Bench, World } from "./bench";
import type { Target } from "./faulty-network";
import type { OperationOutcome } from "./runs";

/** An operation of the matrix, one kind of whose requests meets the fault. */
export interface Operation {
  tokenId: string;
  world?: World;
  /** The token has come back to life, and the operation asks no more than whether it has. */
  isAliveAgain?: boolean;
  /** Nobody who is asked tells that the token is alive: then a 404 to its DELETE is accepted, which is no proof. */
  isUnseen?: boolean;
  /** The requests that meet the fault. */
  meets: Target;
  /** Brings about what is there before, without a fault. */
  before?: (bench: Bench) => Promise<State | undefined>;
  run: (bench: Bench, before: State | undefined) => Promise<OperationOutcome>;
}
