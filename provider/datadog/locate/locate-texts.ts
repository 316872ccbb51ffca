import type { SendAttempt } from "../http/attempt";
import { systemClock, type Clock } from "../http/clock";
import type { Secret } from "../http/secret";
import { createSender } from "../http/send-request";
import { sites, type Site } from "../token/sites";
import { askSite, type AskOptions } from "./ask-site";
import type { SiteAnswer } from "./site-answer";
import { locationFrom, type TokenLocation } from "./token-location";

/** The ways to locate; all have defaults. */
export interface LocateOptions {
  /** The sites that are asked. @defaultValue all of Datadog's */
  sites?: readonly Site[];
  /** The longest that all of it may take, in seconds; what was not asked by then is said. @defaultValue 60 */
  deadlineSeconds?: number;
  /** The longest that one request may take, in seconds. @defaultValue 4 */
  requestTimeoutSeconds?: number;
}

/** Network and time; tests bring their own. */
export interface LocateMeans {
  /** @defaultValue createSender(): proxies as the environment says, no redirect */
  send?: SendAttempt;
  /** @defaultValue systemClock */
  clock?: Clock;
}

/** So many tokens are asked about at once. */
const lanes = 8;
/** A site that gave no answer to so many in a row is not asked again: each would wait for it. */
const mostSilent = 2;

/**
 * Locates tokens, each by its whole texts: of one that was leaked there may be several, made up ones among them, and it is
 * live if one of them is. The keys are the caller's own.
 */
export async function locateTexts(
  textsOf: ReadonlyMap<string, readonly Secret[]>,
  options: LocateOptions = {},
  { send = createSender(), clock = systemClock }: LocateMeans = {},
): Promise<Map<string, TokenLocation>> {
  const { deadlineSeconds = 60, requestTimeoutSeconds = 4 } = options;
  const asked = options.sites ?? sites;
  const asking = { send, clock, endsAt: clock.now() + deadlineSeconds * 1000, requestTimeoutSeconds };
  const silent = new Map<Site, number>();
  const located = new Map<string, TokenLocation>();
  const waiting = [...textsOf];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [key, texts] = next;
      located.set(key, await locationOf(texts, asked, { asking, silent }));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return new Map(
    [...textsOf.keys()].map((key) => [key, located.get(key) ?? { status: "publicPortionOnly" }]),
  );
}

interface Round {
  asking: AskOptions;
  silent: Map<Site, number>;
}

async function locationOf(
  texts: readonly Secret[],
  asked: readonly Site[],
  round: Round,
): Promise<TokenLocation> {
  const answers: SiteAnswer[] = [];
  for (const text of texts) {
    answers.push(...(await Promise.all(asked.map((site) => answerOf(site, text, round)))));
    const location = locationFrom(answers);
    if (location.status === "live") {
      return location;
    }
  }
  return texts.length === 0 ? { status: "publicPortionOnly" } : locationFrom(answers);
}

async function answerOf(site: Site, text: Secret, { asking, silent }: Round): Promise<SiteAnswer> {
  if (asking.clock.now() >= asking.endsAt) {
    return notAsked(site, "the time for all of it was over");
  }
  if ((silent.get(site) ?? 0) >= mostSilent) {
    return notAsked(site, "it gave no answer before");
  }
  const answer = await askSite(site, text, asking);
  silent.set(site, answer.kind === "untold" && answer.isSilent ? (silent.get(site) ?? 0) + 1 : 0);
  return answer;
}

function notAsked(site: Site, since: string): SiteAnswer {
  return { site, kind: "untold", problem: `${site}: not asked, since ${since}`, isSilent: true };
}
