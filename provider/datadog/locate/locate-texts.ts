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

/** The most texts that are asked about at the same time. */
const lanes = 8;
/** A site that gave no answer to so many in a row is not asked again: each would wait for it. */
const mostSilent = 2;

/**
 * Locates tokens, each by its whole texts: of one that was leaked there may be several, made up ones among them, and it is
 * live if one of them is. The keys are the caller's own. The first text of each token is asked about before the second of
 * any: texts that were made up for one take no time from another.
 */
export async function locateTexts(
  textsOf: ReadonlyMap<string, readonly Secret[]>,
  options: LocateOptions = {},
  { send = createSender(), clock = systemClock }: LocateMeans = {},
): Promise<Map<string, TokenLocation>> {
  const { deadlineSeconds = 60, requestTimeoutSeconds = 4 } = options;
  const asked = options.sites ?? sites;
  const asking = { send, clock, endsAt: clock.now() + deadlineSeconds * 1000, requestTimeoutSeconds };
  const round = { asking, silent: new Map<Site, number>() };
  const answersTo = new Map([...textsOf.keys()].map((key) => [key, new Answers()]));
  const waiting = inTurns(textsOf);
  const lane = async (): Promise<void> => {
    for (const { key, text } of waiting) {
      const answers = answersTo.get(key);
      if (answers?.isLive === false) {
        answers.add(await Promise.all(asked.map((site) => answerOf(site, text, round))));
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return new Map([...answersTo].map(([key, answers]) => [key, answers.location]));
}

/** The answers about one token, each once: of a text that was made up ten thousand times there are nine. */
class Answers {
  readonly #answers = new Map<string, SiteAnswer>();

  add(answers: readonly SiteAnswer[]): void {
    for (const answer of answers) {
      const { site, kind } = answer;
      this.#answers.set(`${site} ${kind === "untold" ? answer.problem : kind}`, answer);
    }
  }

  get isLive(): boolean {
    return [...this.#answers.values()].some(({ kind }) => kind === "live");
  }

  get location(): TokenLocation {
    return this.#answers.size === 0
      ? { status: "publicPortionOnly" }
      : locationFrom([...this.#answers.values()]);
  }
}

/** The texts in the order in which they are asked about: the first of each token, then the second of each that has one. */
function* inTurns(
  textsOf: ReadonlyMap<string, readonly Secret[]>,
): Generator<{ key: string; text: Secret }, void> {
  let open = [...textsOf];
  for (let turn = 0; open.length > 0; turn += 1) {
    open = open.filter(([, texts]) => turn < texts.length);
    for (const [key, texts] of open) {
      const text = texts[turn];
      if (text !== undefined) {
        yield { key, text };
      }
    }
  }
}

interface Round {
  asking: AskOptions;
  silent: Map<Site, number>;
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
