import { objectIn, parseJson, textIn } from "../api/json-api";
import { interruptedBy, type AttemptRequest, type AttemptResult, type SendAttempt } from "./attempt";
import { ownHeaders } from "./own-headers";
import { Secret } from "./secret";
import { untilInterrupted } from "./until-interrupted";

/** The place where a job of GitHub Actions gets a proof of what it is. */
export interface ProofSource {
  /** `ACTIONS_ID_TOKEN_REQUEST_URL`. */
  url: string;
  /** `ACTIONS_ID_TOKEN_REQUEST_TOKEN`. */
  token: Secret;
  /** The audience that the proof is asked for. @defaultValue GitHub's own */
  audience?: string;
}

/** The means of an exchange. */
export interface ExchangeMeans extends Pick<AttemptRequest, "timeoutMs" | "interruption"> {
  send: SendAttempt;
  /** The base URL of Datadog's API. */
  apiUrl: string;
  now: () => number;
}

/** The life of a token whose end Datadog does not tell (source: Datadog's Go client 2.67.0), in milliseconds. */
const defaultLifeMs = 15 * 60 * 1000;
/** A token is renewed so long before its end, in milliseconds. */
const renewedBeforeMs = 60 * 1000;

/**
 * A short-lived access token that Datadog gives for a job's own identity: `GET` of the proof from GitHub, `POST
 * /api/v2/delegated-token` with it, and the answer's `access_token` as bearer. It is asked for when the first request needs
 * it, and again a minute before its end, once for all requests that wait for it: an interruption of one of them ends its own
 * waiting alone. All of it is in preview at Datadog.
 */
export class DelegatedToken {
  readonly #source: ProofSource;
  #held: { token: Secret; endsAt: number } | undefined;
  #renewal: Promise<Secret | AttemptResult> | undefined;

  constructor(source: ProofSource) {
    this.#source = source;
  }

  /** The values that must never appear in a message. */
  secrets(): readonly Secret[] {
    return [this.#source.token, ...(this.#held === undefined ? [] : [this.#held.token])];
  }

  /** The token as it is now, or the result of the attempt that brought none. */
  async current(means: ExchangeMeans): Promise<Secret | AttemptResult> {
    const held = this.#held;
    if (held !== undefined && means.now() < held.endsAt - renewedBeforeMs) {
      return held.token;
    }
    this.#renewal ??= this.#renew(means).finally(() => (this.#renewal = undefined));
    const renewed = await untilInterrupted(this.#renewal, means.interruption, (interruption) =>
      interruptedBy(interruption, false),
    );
    const livesStill = held !== undefined && means.now() < held.endsAt;
    return renewed instanceof Secret || !livesStill ? renewed : held.token;
  }

  async #renew({ send, apiUrl, now, timeoutMs }: ExchangeMeans): Promise<Secret | AttemptResult> {
    const { token, audience } = this.#source;
    const url = new URL(this.#source.url);
    if (audience !== undefined) {
      url.searchParams.set("audience", audience);
    }
    const authorization = { Authorization: `Bearer ${token.reveal()}` };
    const proven = await send({ method: "GET", url: url.href, headers: authorization, timeoutMs });
    const proof = textIn(bodyOf(proven)["value"]);
    if (proof === undefined) {
      return { kind: "noToken", from: "GitHub", result: proven };
    }
    const exchanged = await send({
      method: "POST",
      url: `${apiUrl}/api/v2/delegated-token`,
      headers: { ...ownHeaders(), Authorization: `Delegated ${proof}` },
      timeoutMs,
    });
    const { access_token: text, expires } = objectIn(objectIn(bodyOf(exchanged)["data"])["attributes"]);
    const accessToken = textIn(text);
    if (accessToken === undefined) {
      return { kind: "noToken", from: "Datadog", result: exchanged };
    }
    const endsAt = Number(expires ?? Number.NaN) * 1000;
    this.#held = {
      token: new Secret(accessToken),
      endsAt: Number.isFinite(endsAt) && endsAt > 0 ? endsAt : now() + defaultLifeMs,
    };
    return this.#held.token;
  }
}

function bodyOf(result: AttemptResult): Readonly<Record<string, unknown>> {
  return result.kind === "response" && result.status === 200 ? objectIn(parseJson(result.body)) : {};
}
