import { interruptionReason } from "./until-interrupted";
import { inSeconds, statusText } from "./wording";

/** One request, to be made once. */
export interface AttemptRequest {
  method: "GET" | "DELETE" | "POST";
  url: string;
  /** Credentials included: never to be logged. */
  headers: Readonly<Record<string, string>>;
  /** The longest that the whole attempt may take, connecting and reading included, in milliseconds. */
  timeoutMs: number;
  /** Ends the attempt at once; its reason is an error for people. */
  interruption?: AbortSignal | undefined;
}

/** An HTTP response, whatever its status. */
export interface HttpResponse {
  kind: "response";
  status: number;
  /** Names in lower case; a header that was sent twice is joined by a comma, as Node does it. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** The run was interrupted, and why in words, before there was a response, or before the request was sent. */
interface Interrupted {
  kind: "interrupted";
  reason: string;
  wasSent: boolean;
}

/** The result of one attempt in plain values: nothing of the HTTP library survives in it. */
export type AttemptResult =
  | HttpResponse
  /** No response, or not all of it, within the time. */
  | { kind: "timeout"; timeoutMs: number }
  | Interrupted
  /** A failure of the network. `mayHaveArrived` is false if the request certainly never reached the server. */
  | { kind: "brokenConnection"; code: string; mayHaveArrived: boolean }
  /** A proxy refused to connect to the server: this status is its own, and says nothing about the token. */
  | { kind: "proxyRefusal"; status: number }
  /** The server's certificate, or its TLS, is not to be trusted. */
  | { kind: "untrustedServer"; code: string }
  /** No access token was to be had for the job's identity, so the request was not sent; the result of the request for one. */
  | { kind: "noToken"; from: "GitHub" | "Datadog"; result: AttemptResult }
  /** A body beyond the limit. */
  | { kind: "tooLarge" }
  /** Anything else, which another attempt would not mend. */
  | { kind: "failed"; code: string };

/** Makes one attempt; failures are results, so it never rejects. */
export type SendAttempt = (request: AttemptRequest) => Promise<AttemptResult>;

/** The consequences of an attempt's result. */
export interface ResultMeaning {
  /** Another attempt may bring a better result. Both methods are idempotent, so a lost response is no reason against it. */
  isRetried: boolean;
  /** The request may have reached Datadog: it may have taken effect, and counts against the rate limit. */
  mayHaveArrived: boolean;
  /** The result in words that fit behind "the last result was"; `host` is the server that was asked. */
  words: (host: string) => string;
  /** A sentence that says what to look at after such a result. */
  advice: string;
}

/**
 * The one table of the results of attempts; words and advice stand below.
 *
 * | result                           | retried | may have arrived |
 * |----------------------------------|---------|------------------|
 * | response 408, 429, 5xx           | yes     | yes              |
 * | any other response               | no      | yes              |
 * | time-out                         | yes     | yes              |
 * | interrupted                      | no      | if it was sent   |
 * | connection broken / never made   | yes     | yes / no         |
 * | proxy's refusal 408, 429, 5xx    | yes     | no               |
 * | any other refusal of a proxy's   | no      | no               |
 * | untrusted server                 | no      | no               |
 * | no token for the job's identity  | as that of the request for one | no |
 * | too large                        | no      | yes              |
 * | failed                           | no      | no               |
 */
export function meaningOf(result: AttemptResult): ResultMeaning {
  switch (result.kind) {
    case "response":
      return meaningOfResponse(result);
    case "timeout":
      return {
        isRetried: true,
        mayHaveArrived: true,
        words: (host) => `no answer from ${host} within ${inSeconds(result.timeoutMs / 1000)}`,
        advice: timeoutAdvice,
      };
    case "interrupted":
      return {
        isRetried: false,
        mayHaveArrived: result.wasSent,
        words: (host) => interruptedWords(result, host),
        advice: "The next run asks again.",
      };
    case "brokenConnection":
      return {
        isRetried: true,
        mayHaveArrived: result.mayHaveArrived,
        words: (host) =>
          `${result.mayHaveArrived ? "a broken" : "no"} connection to ${host} (${result.code})`,
        advice:
          "If it goes on, check the network, the proxy (HTTPS_PROXY, NO_PROXY) and datadog:apiUrl (DD_API_URL).",
      };
    case "proxyRefusal":
      return {
        isRetried: isTransient(result.status),
        mayHaveArrived: false,
        words: (host) => `a proxy's refusal to connect to ${host}: ${statusText(result.status)}`,
        advice: "Check HTTPS_PROXY and NO_PROXY, and what the proxy allows.",
      };
    case "untrustedServer":
      return {
        isRetried: false,
        mayHaveArrived: false,
        words: (host) => `a certificate or TLS version of ${host} that is not trusted here (${result.code})`,
        advice:
          "If a proxy of yours signs it, set NODE_EXTRA_CA_CERTS to the file with that authority's certificate.",
      };
    case "noToken":
      return meaningWithoutToken(result);
    case "tooLarge":
      return {
        isRetried: false,
        mayHaveArrived: true,
        words: () => "an answer of more than 1 MiB",
        advice: "If running again does not help, report it with this text.",
      };
    case "failed":
      return {
        isRetried: false,
        mayHaveArrived: false,
        words: () => `a failure of the request itself (${result.code})`,
        advice: "If running again does not help, report it with this text.",
      };
  }
}

const timeoutAdvice =
  "If it goes on, check the network and the proxy, or raise datadog:requestTimeoutSeconds (DD_REQUEST_TIMEOUT_SECONDS).";

function meaningWithoutToken({ from, result }: Extract<AttemptResult, { kind: "noToken" }>): ResultMeaning {
  const { isRetried, words } = meaningOf(result);
  return {
    isRetried,
    mayHaveArrived: false,
    words: (host) =>
      `no access token for this job's identity (DD_DELEGATED_TOKEN), since the request to ${from} for one brought ` +
      words(from === "GitHub" ? "GitHub" : host),
    advice:
      from === "GitHub"
        ? "Check that the job has the permission id-token: write."
        : "Check that the organisation's persona mapping for GitHub matches the claims of this job, and that the site is the organisation's.",
  };
}

function meaningOfResponse(result: HttpResponse): ResultMeaning {
  return {
    isRetried: isTransient(result.status),
    mayHaveArrived: true,
    words: () => statusText(result.status),
    advice: isRateLimited(result)
      ? "If it goes on, find out what else uses up the organisation's rate limit."
      : "If it goes on, see Datadog's status page.",
  };
}

function interruptedWords({ reason, wasSent }: Interrupted, host: string): string {
  return `${wasSent ? "no answer from" : "nothing was sent to"} ${host} before ${reason}`;
}

/** The result of an attempt that an interruption ended, or did not let begin. */
export function interruptedBy(interruption: AbortSignal, wasSent = true): AttemptResult {
  return { kind: "interrupted", reason: interruptionReason(interruption), wasSent };
}

/** True for Datadog's own 429. A proxy's is about its own limits and must not hold back other calls. */
export function isRateLimited(result: AttemptResult): result is HttpResponse {
  return result.kind === "response" && result.status === 429;
}

/** True if Datadog refused the credentials (status 401), or what they asked for (403). */
export function isRefusal(result: AttemptResult): boolean {
  return result.kind === "response" && (result.status === 401 || result.status === 403);
}

function isTransient(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}
