import { Secret, type Credentials, type DatadogError } from "../../../provider/datadog";
import { CredentialRejectedError } from "../../../provider/datadog/errors/credential-rejected-error";
import type { FailureFacts } from "../../../provider/datadog/errors/datadog-error";
import { PermissionDeniedError } from "../../../provider/datadog/errors/permission-denied-error";
import { RateLimitError } from "../../../provider/datadog/errors/rate-limit-error";
import { RetriesExhaustedError } from "../../../provider/datadog/errors/retries-exhausted-error";
import { UnexpectedResponseError } from "../../../provider/datadog/errors/unexpected-response-error";

/** The lot of one request. */
export const faults = [
  /** Nothing happens to it. */
  "none",
  /** It takes effect, its response is lost, and it is sent again. */
  "response lost",
  /** It takes effect, and no response is ever had. */
  "lost for good",
  /** A 5xx without an effect, for as long as it is tried. */
  "down",
  /** Datadog's rate limit. */
  "rate limited",
  /** The page of a gateway, with status 404. */
  "gateway's 404",
  /** A 204 of a gateway, which passes nothing on. */
  "gateway's 204",
  /** Somebody else revokes the token a moment before. */
  "too late",
  /** A neighbour's token dies a moment before: a list moves up by one. */
  "shift",
  /** Some neighbours' tokens are told twice in a list. */
  "told twice",
  /** Takes long. */
  "slow",
] as const;

/** The lot of one request. */
export type Fault = (typeof faults)[number];

type Verb = FailureFacts["verb"];

const someCredentials: Credentials = {
  kind: "bearer",
  token: new Secret("a-bearer-token"),
  name: "DD_BEARER_TOKEN",
  source: "environment",
};

const facts = { site: "datadoghq.com" as const, errors: [], attempts: 1, secrets: [] };

/** The errors that the client throws, each of its own kind. */
export const thrown = {
  rejected: once((verb) => new CredentialRejectedError({ ...facts, verb }, someCredentials)),
  denied: once((verb) => new PermissionDeniedError({ ...facts, verb }, someCredentials)),
  gaveUp: once(
    (verb) =>
      new RetriesExhaustedError(
        { ...facts, verb, attempts: 8 },
        { method: "GET", elapsedSeconds: 60, lastResult: "503 Service Unavailable", advice: "" },
      ),
  ),
  limited: once((verb) => new RateLimitError({ ...facts, verb, status: 429 }, { waitSeconds: 60 })),
  unexpected: once(
    (verb) => new UnexpectedResponseError({ ...facts, verb }, "a response that is not Datadog's"),
  ),
};

/** Makes each error once: of a hundred thousand commands a good part of the time would go into their texts. */
function once(make: (verb: Verb) => DatadogError): (verb: Verb) => DatadogError {
  const made = new Map<Verb, DatadogError>();
  return (verb) => {
    const error = made.get(verb) ?? make(verb);
    made.set(verb, error);
    return error;
  };
}
