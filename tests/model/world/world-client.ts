import type {
  DatadogClient,
  Identity,
  AccessToken,
  RevokeResult,
  Site,
  TokenPage,
} from "../../../provider/datadog";
import type { FindOptions } from "../../../provider/datadog/client-options";
import type { PageRequest } from "../../../provider/datadog/api/access-token";
import { answered, heard, throwFault, type Verb } from "./answers";
import { userOf, type Reach } from "./credentials";
import { thrown } from "./faults";
import type { HitSign } from "./ledger";
import type { Line } from "./line";
import type { OrganizationName, WorldToken } from "./token";

/** The client of one process for one site: Datadog's answers, after faults, credentials and permissions. */
export class WorldClient implements DatadogClient {
  readonly rolePermissions = () => Promise.resolve(undefined);
  readonly #line: Line;
  readonly #site: Site;

  constructor(line: Line, site: Site) {
    this.#line = line;
    this.#site = site;
  }

  revoke(tokenId: string): Promise<RevokeResult> {
    return answered(() => this.#revoke(tokenId));
  }

  find(tokenId: string, options: FindOptions = {}): Promise<AccessToken | undefined> {
    return answered(() => this.#find(tokenId, options));
  }

  list(page: PageRequest): Promise<TokenPage> {
    return answered(() => this.#list(page));
  }

  readsOthers(): Promise<boolean> {
    const { world, credentials } = this.#line;
    return answered(() => {
      this.#list({ pageNumber: 0 });
      return credentials.reads === "all" && world.neighbours(this.#answering("list")).length > 0;
    });
  }

  identify(): Promise<Identity> {
    return answered(() => {
      const identity = this.#identify();
      const { world, run } = this.#line;
      const organization = identity.kind === "placed" ? identity.organization : undefined;
      world.ledger.identities.push({ run, site: this.#site, organization });
      return identity;
    });
  }

  #revoke(tokenId: string): RevokeResult {
    const { fault, isHeard } = this.#line.send(true);
    const { world, run } = this.#line;
    const token = world.token(tokenId);
    const answer = (): RevokeResult["outcome"] => {
      const name = this.#answering("revoke");
      const isReached = this.#reaches(this.#line.credentials.revokes, token, "revoke");
      const wasUnharmed = token.isUnharmed;
      const isDeleted = isReached && token.home === name && token.takeDelete(world.nowMs);
      world.ledger.deletes.push({
        tokenId,
        site: this.#site,
        run,
        kills: wasUnharmed && isDeleted,
      });
      if (isDeleted) {
        this.#noteHit(tokenId, name, "204");
      }
      return isDeleted ? "deleted" : "notFound";
    };
    if (fault === "too late") {
      token.dieAt(world.nowMs);
    } else if (fault === "gateway's 204") {
      world.ledger.deletes.push({ tokenId, site: this.#site, run, kills: false });
      const name = this.#line.organizationAt(this.#site)?.name;
      if (name !== undefined) {
        this.#noteHit(tokenId, name, "204 of a gateway");
      }
      return heard(isHeard, { outcome: "deleted", attempts: 1, lostAttempts: 0 });
    }
    let lostAttempts = 0;
    if (fault === "response lost" || fault === "lost for good") {
      answer();
      lostAttempts = 1;
    }
    throwFault(fault, "revoke");
    return heard(isHeard, { outcome: answer(), attempts: 1 + lostAttempts, lostAttempts });
  }

  #find(tokenId: string, { retry = true }: FindOptions): AccessToken | undefined {
    const { fault, isHeard } = this.#line.send(true);
    heard(isHeard, undefined);
    throwFault(fault, "look up");
    if (!retry && fault === "response lost") {
      throw thrown.gaveUp("look up");
    }
    const name = this.#answering("look up");
    const token = this.#line.world.token(tokenId);
    const isReached = this.#reaches(this.#line.credentials.reads, token, "look up");
    const now = this.#line.world.nowMs;
    if (!isReached || token.home !== name || token.kind === "service that is not read") {
      this.#noteAbsence(tokenId, name);
      return undefined;
    }
    if (token.isShownAlive(now)) {
      this.#noteHit(tokenId, name, "seen alive");
      return { tokenId, name: "CI metrics" };
    }
    this.#noteAbsence(tokenId, name);
    return token.isToldRevoked(now) ? { tokenId, isRevoked: true } : undefined;
  }

  #list({ pageNumber, pageSize = 100 }: PageRequest): TokenPage {
    const { fault, isHeard } = this.#line.send(true);
    heard(isHeard, undefined);
    throwFault(fault, "list");
    const name = this.#answering("list");
    const { world, credentials } = this.#line;
    if (credentials.reads === "none") {
      throw thrown.denied("list");
    }
    const neighbours = credentials.reads === "all" ? world.neighbours(name) : [];
    if (fault === "shift") {
      neighbours.shift();
    }
    const own = [...world.tokens.values()].filter(
      (token) => token.home === name && (credentials.reads === "all" || token.isOwn),
    );
    const shown = own.filter((token) => token.isShownAlive(world.nowMs));
    for (const token of own) {
      if (!token.isShownAlive(world.nowMs)) {
        this.#noteAbsence(token.id, name);
      }
    }
    const twice = fault === "told twice" ? neighbours.slice(0, 4) : [];
    const all = [...twice, ...neighbours, ...shown.map(({ id }) => id)];
    const ids = all.slice(pageNumber * pageSize, (pageNumber + 1) * pageSize);
    const tokens = shown.filter(({ id, kind }) => kind === "personal" && ids.includes(id));
    for (const { id } of tokens) {
      this.#noteHit(id, name, "seen alive");
    }
    return { tokens: tokens.map(({ id }) => ({ tokenId: id })), ids, total: all.length - twice.length };
  }

  #identify(): Identity {
    const { fault, isHeard } = this.#line.send(false);
    heard(isHeard, undefined);
    const problem = "Nobody tells.";
    if (fault !== "none" && fault !== "shift" && fault !== "told twice" && fault !== "too late") {
      return { kind: "unknown", problem, isTransient: true };
    }
    const organization = this.#line.organizationAt(this.#site);
    const { credentials } = this.#line;
    if (organization === undefined || credentials.identity === "refused") {
      return { kind: "refused", problem };
    }
    return credentials.identity === "placed"
      ? { kind: "placed", organization: organization.id, user: userOf(credentials) }
      : { kind: "valid" };
  }

  #answering(verb: Verb): OrganizationName {
    const organization = this.#line.organizationAt(this.#site);
    if (organization === undefined) {
      throw thrown.rejected(verb);
    }
    return organization.name;
  }

  #reaches(reach: Reach, token: WorldToken, verb: Verb): boolean {
    if (reach === "none") {
      throw thrown.denied(verb);
    }
    return reach === "all" || token.isOwn;
  }

  #noteHit(tokenId: string, organization: OrganizationName, sign: HitSign): void {
    this.#line.world.ledger.hits.push({ tokenId, sign, ...this.#told(organization) });
  }

  #noteAbsence(tokenId: string, organization: OrganizationName): void {
    const { world } = this.#line;
    const token = world.token(tokenId);
    const isBlind = token.isUnharmed || token.isShownAlive(world.nowMs);
    world.ledger.absences.push({ tokenId, isBlind, ...this.#told(organization) });
  }

  #told(organization: OrganizationName) {
    const { world, run, credentials } = this.#line;
    return { order: world.ledger.next(), organization, run, credentials };
  }
}
