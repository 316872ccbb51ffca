import type { WorldCredentials } from "../world/credentials";
import type { Failure, Properties, ResourceType } from "./provider-process";

/** One resource as the program declares it. */
export interface DeclaredResource {
  name: string;
  type: ResourceType;
  inputs: Properties;
  /** Names that the resource had before. */
  aliases?: readonly string[];
}

/** One resource in the state. */
export interface StoredResource extends DeclaredResource {
  /** Its own from its creation to its end, whatever its id. */
  number: number;
  id: string;
  outputs: Properties;
  initErrors: readonly string[];
  /** `true` if another has taken its place and its own end is still to come. */
  isReplaced: boolean;
}

/** The machine on which a run takes place. */
export interface Machine {
  credentials: WorldCredentials;
  clockAheadMs: number;
  environment: Record<string, string>;
}

/** The way of a run. */
export interface RunOptions {
  refreshes?: boolean;
  previews?: boolean;
  requestsUntilKill?: number;
  /** `true` if the provider goes on with what it was asked for, when the CLI is killed. */
  outlivesKill?: boolean;
}

/** A run that has ended. */
export interface Run {
  number: number;
  kind: "up" | "refresh" | "destroy";
  machine: Machine;
  failures: readonly Failure[];
  warnings: readonly string[];
  isKilled: boolean;
  /** Resources that were created, updated, replaced or deleted. */
  changes: number;
  /** The state after the refresh of a run that began with one. */
  refreshed?: readonly StoredResource[];
}
