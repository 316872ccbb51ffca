import type { Answer, AttemptResult } from "./attempt";
import { ConnectionRefusedError } from "./connection-refused-error";
import { CredentialRejectedError } from "./credential-rejected-error";
import { secretsOf, type Credentials } from "./credentials";
import type { DatadogError, FailureFacts } from "./datadog-error";
import type { Delivery } from "./delivery";
import { adviceAfter, describeResult } from "./describe-result";
import { PermissionDeniedError } from "./permission-denied-error";
import { RateLimitError } from "./rate-limit-error";
import { RetriesExhaustedError } from "./retries-exhausted-error";
import type { Site } from "./sites";
import { statusText } from "./status-text";
import { UnexpectedAnswerError } from "./unexpected-answer-error";
import { errorsIn, parseJson } from "./wire";

/** The call that a delivery was made for. */
export interface Call {
  method: "GET" | "DELETE";
  tokenId: string;
  site: Site;
  credentials: Credentials;
  /** The host that was asked, for messages: the site's, or the one that overrides it. */
  host: string;
}

/** The error for a delivery that did not bring what the call was made for. */
export function deliveryError(delivery: Delivery, call: Call): DatadogError {
  const facts = factsOf(delivery, call);
  const { result } = delivery;
  switch (delivery.end) {
    case "heldBack":
      return new RateLimitError(facts, delivery);
    case "gaveUp":
      return new RetriesExhaustedError(facts, {
        method: call.method,
        elapsedSeconds: delivery.elapsedSeconds,
        ...(result && { lastResult: describeResult(result, call.host) }),
        advice: result
          ? adviceAfter(result)
          : "Raise datadog:retryDeadlineSeconds (DD_RETRY_DEADLINE_SECONDS).",
      });
    case "answered":
      return resultError(delivery.result, facts, call);
  }
}

function factsOf({ attempts, result }: Delivery, { method, tokenId, site, credentials }: Call): FailureFacts {
  const answer = result?.kind === "answer" ? result : undefined;
  return {
    verb: method === "DELETE" ? "revoke" : "look up",
    tokenId,
    site,
    ...(answer && { status: answer.status }),
    errors: answer === undefined ? [] : errorsIn(answer.body),
    attempts,
    secrets: secretsOf(credentials),
  };
}

function resultError(result: AttemptResult, facts: FailureFacts, call: Call): DatadogError {
  if (result.kind === "tooLarge") {
    return new UnexpectedAnswerError(facts, describeResult(result, call.host));
  }
  if (result.kind !== "answer") {
    return new ConnectionRefusedError(facts, describeResult(result, call.host), adviceAfter(result));
  }
  switch (result.status) {
    case 401:
      return new CredentialRejectedError(facts, call.credentials);
    case 403:
      return new PermissionDeniedError(facts, call.credentials);
    default:
      return new UnexpectedAnswerError(facts, whatIsUnexpected(result, call));
  }
}

/** Why an answer says nothing about the token: each documented status has been dealt with unless its body is not Datadog's. */
function whatIsUnexpected({ status, headers, body }: Answer, { method, host }: Call): string {
  if (status >= 300 && status < 400) {
    const { location } = headers;
    const target = location === undefined ? undefined : URL.parse(location, `https://${host}`)?.host;
    return `${statusText(status)}, a redirect to ${target ?? "nowhere"}, which is not followed`;
  }
  if (status === 404) {
    return `${statusText(status)} with a body that is not Datadog's`;
  }
  if (method === "GET" && status === 200) {
    const isJson = parseJson(body) !== undefined;
    return `${statusText(status)} with a body that ${isJson ? "does not describe this token" : "is not JSON"}`;
  }
  const expected = method === "DELETE" ? "204" : "200";
  return status < 300 ? `${statusText(status)}, where ${expected} is documented` : statusText(status);
}
