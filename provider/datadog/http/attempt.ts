/** One request, once: what goes over the wire, and how long an answer is waited for. */
export interface AttemptRequest {
  method: "GET" | "DELETE";
  url: string;
  /** Credentials included: never to be logged. */
  headers: Readonly<Record<string, string>>;
  /** The longest that the whole attempt may take, connecting and reading included, in milliseconds. */
  timeoutMs: number;
}

/** An HTTP answer, whatever its status. */
export interface Answer {
  kind: "answer";
  status: number;
  /** Names in lower case; a header that was sent twice is joined by a comma, as Node does it. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** What one attempt came to, in plain values: nothing of the HTTP library survives in it. */
export type AttemptResult =
  | Answer
  /** No answer, or not all of it, within the time. */
  | { kind: "timeout"; timeoutMs: number }
  /** The network failed. `mayHaveArrived` is false where the request certainly never reached the server. */
  | { kind: "brokenConnection"; code: string; mayHaveArrived: boolean }
  /** A proxy refused to connect to the server: this status is its own, and says nothing about the token. */
  | { kind: "proxyRefusal"; status: number }
  /** The server's certificate, or its TLS, is not to be trusted. */
  | { kind: "untrustedServer"; code: string }
  /** A body beyond the limit. */
  | { kind: "tooLarge" }
  /** Anything else, which another attempt would not mend. */
  | { kind: "failed"; code: string };

/** Makes one attempt; failures are results, so it never rejects. */
export type SendAttempt = (request: AttemptRequest) => Promise<AttemptResult>;
