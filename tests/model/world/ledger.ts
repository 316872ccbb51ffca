import type { Site } from "../../../provider/datadog";
import type { OrganizationName } from "./token";

/** The sign by which credentials had hold of a token. */
export type HitSign = "seen alive" | "204" | "204 of a gateway";

/** One thing that somebody was told of a token. */
export interface Told {
  /** Its place in the order of all that was ever told. */
  order: number;
  organization: OrganizationName;
  /** The run in which it was told. */
  run: number;
  /** The credentials that were told it, as an object: no two runs with different ones share it. */
  credentials: object;
}

/** A word that a token is not there; `isBlind`: it lives, and the credentials do not see it. */
interface Absence extends Told {
  tokenId: string;
  isBlind: boolean;
}

/** The witness of everything that the world told of each token, against which every claim is held. */
export class Ledger {
  readonly hits: (Told & { tokenId: string; sign: HitSign })[] = [];
  absences: Absence[] = [];
  /** The DELETEs of each run, by token; `kills`: it was unharmed until then. */
  deletes: { tokenId: string; site: Site; run: number; kills: boolean }[] = [];
  /** The answers to the question whose the credentials are; undefined if it was not told. */
  identities: { run: number; site: Site; organization: string | undefined }[] = [];
  /** The requests about tokens that each run sent. */
  readonly requests = new Map<number, number>();
  #order = 0;

  /** The place of what comes next, in the order of all that happens. */
  next(): number {
    this.#order += 1;
    return this.#order;
  }

  noteRequest(run: number): void {
    this.requests.set(run, (this.requests.get(run) ?? 0) + 1);
  }

  /** Forgets what was told of a token's absence and of DELETEs before a run: no claim can rest on it any more. */
  forgetBefore(run: number): void {
    this.absences = this.absences.filter((each) => each.run >= run);
    this.deletes = this.deletes.filter((each) => each.run >= run);
    this.identities = this.identities.filter((each) => each.run >= run);
  }
}
