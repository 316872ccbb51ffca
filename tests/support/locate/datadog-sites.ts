import type { AttemptRequest, AttemptResult, SendAttempt } from "../../../provider/datadog/http/attempt";

/** The secret part of every real token here. */
export const realSecret = "a1B2".repeat(9);

/** One of Datadog's sites, as a leaked token meets it. */
export interface FakeSite {
  /** Whole texts that are live here. */
  live?: readonly string[];
  organization?: string;
  /** The organisation of a text that is of another one than most. */
  organizations?: Readonly<Record<string, string>>;
  /** `current_user` is a 403, as for a token without a scope for it. */
  isUserHidden?: boolean;
  /** Every request comes to this. */
  down?: AttemptResult;
}

/** Stands in for Datadog's sites, by name, and for the network to them; every other site refuses everything. */
export class FakeSites {
  readonly requests: AttemptRequest[] = [];
  readonly #sites: Readonly<Record<string, FakeSite>>;

  constructor(sites: Readonly<Record<string, FakeSite>>) {
    this.#sites = sites;
  }

  /** The requests that were sent, as `host path`. */
  get asked(): string[] {
    return this.requests.map(({ url }) => `${new URL(url).host} ${new URL(url).pathname}`);
  }

  readonly send: SendAttempt = (request) => {
    this.requests.push(request);
    const { host, pathname } = new URL(request.url);
    const site = this.#sites[host.replace(/^api\./, "")] ?? {};
    const text = request.headers["Authorization"]?.replace("Bearer ", "") ?? "";
    return Promise.resolve(site.down ?? this.#answer(site, pathname, text));
  };

  #answer(site: FakeSite, path: string, text: string): AttemptResult {
    if (site.live?.includes(text) !== true) {
      return response(401, { errors: ["Unauthorized"] });
    }
    if (path === "/api/v2/validate_keys") {
      return response(200, { status: "ok" });
    }
    if (site.isUserHidden === true) {
      return response(403, { errors: ["Forbidden"] });
    }
    const org = { data: { id: site.organizations?.[text] ?? site.organization, type: "orgs" } };
    const attributes = { handle: "ann@example.com" };
    const data = { id: ownerId, type: "users", attributes, relationships: { org } };
    return response(200, { data });
  }
}

/** The owner of every live token. */
export const ownerId = "00000000-0000-4000-8000-0000000000a1";

/** A response as the network brings it. */
export function response(status: number, body: unknown, headers: Record<string, string> = {}): AttemptResult {
  return { kind: "response", status, headers, body: JSON.stringify(body) };
}

/** A clock that stands still but for sleeping. */
export function stillClock() {
  let time = 0;
  const slept: number[] = [];
  return {
    slept,
    now: () => time,
    sleep: (ms: number) => {
      slept.push(ms);
      time += ms;
      return Promise.resolve();
    },
  };
}
