import type { Site } from "../../../provider/datadog";

/** The organisations of the world, by a short name: two on one site, two on another; `d` has no tokens that leaked. */
export const organizations = {
  a: { id: "aaaaaaaa-00cb-11ea-a77b-8b5a08d3b091", site: "datadoghq.com" },
  b: { id: "bbbbbbbb-00cb-11ea-a77b-8b5a08d3b091", site: "datadoghq.com" },
  c: { id: "cccccccc-00cb-11ea-a77b-8b5a08d3b091", site: "datadoghq.eu" },
  d: { id: "dddddddd-00cb-11ea-a77b-8b5a08d3b091", site: "datadoghq.eu" },
} as const satisfies Record<string, { id: string; site: Site }>;

/** The short name of an organisation. */
export type OrganizationName = keyof typeof organizations;

/** The things that a token is from birth to death. */
export interface TokenTraits {
  /** Milliseconds after the start of the world until Datadog answers for it. */
  visibleAfterMs: number;
  /** Milliseconds that a DELETE takes to come through. */
  diesAfterMs: number;
  /** `true` if Datadog answers 204 to the DELETE of it although it is dead (recorded of the real one). */
  echoes: boolean;
  /** `true` if Datadog goes on telling of it when it is dead, as revoked. */
  staysTold: boolean;
}

/** A token of the world, as it is, whatever anybody says of it. */
export class WorldToken {
  readonly id: string;
  /** Undefined for an id that nobody ever gave to a token. */
  readonly home: OrganizationName | undefined;
  /** A service access token is not known to the endpoint that revokes; some of them are known to the one that reads. */
  readonly kind: "personal" | "service that is read" | "service that is not read";
  /** `true` if it belongs to the user whose credentials these are. */
  readonly isOwn: boolean;
  readonly traits: TokenTraits;
  /** The place of its last return to life in the order of all that happens. */
  revivedAtOrder = -1;
  #visibleAt: number;
  /** Infinity while nobody has revoked it. */
  #diesAt = Number.POSITIVE_INFINITY;

  constructor(
    { id, home, kind, isOwn }: Pick<WorldToken, "id" | "home" | "kind" | "isOwn">,
    traits: TokenTraits,
    bornAt: number,
  ) {
    this.id = id;
    this.home = home;
    this.kind = kind;
    this.isOwn = isOwn;
    this.traits = traits;
    this.#visibleAt = bornAt + traits.visibleAfterMs;
  }

  /** Tells whether it works and nothing has been done that would end that. */
  get isUnharmed(): boolean {
    return this.home !== undefined && this.#diesAt === Number.POSITIVE_INFINITY;
  }

  /** Tells whether Datadog speaks of it as alive: also of one that is dying. */
  isShownAlive(now: number): boolean {
    return this.home !== undefined && now >= this.#visibleAt && now < this.#diesAt;
  }

  isToldRevoked(now: number): boolean {
    return this.traits.staysTold && now >= this.#diesAt;
  }

  /** Takes a DELETE that reaches its organisation. @returns `true` for a 204. */
  takeDelete(now: number): boolean {
    if (this.kind !== "personal" || now < this.#visibleAt || this.home === undefined) {
      return false;
    }
    if (!this.isUnharmed) {
      return this.traits.echoes;
    }
    this.#diesAt = now + this.traits.diesAfterMs;
    return true;
  }

  /** Dies at once, by somebody else's hand. */
  dieAt(now: number): void {
    this.#diesAt = Math.min(this.#diesAt, now);
  }

  /** Comes back to life, as no token should. */
  revive(order: number): void {
    this.revivedAtOrder = order;
    this.#diesAt = Number.POSITIVE_INFINITY;
  }

  /** Becomes visible. */
  show(now: number): void {
    this.#visibleAt = Math.min(this.#visibleAt, now);
  }
}
