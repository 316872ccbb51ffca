import type { Answer, AttemptResult } from "../http/attempt";
import { ConnectionRefusedError } from "./connection-refused-error";
import { CredentialRejectedError } from "./credential-rejected-error";
import { secretsOf, type Credentials } from "../http/credentials";
import type { DatadogError, FailureFacts } from "./datadog-error";
import type { Delivery } from "../retry/call-result";
import { adviceAfter, describeResult } from "./describe-result";
import { PermissionDeniedError } from "./permission-denied-error";
import { RateLimitError } from "./rate-limit-error";
import { RetriesExhaustedError } from "./retries-exhausted-error";
import { endpoints, type Endpoint } from "../api/endpoint";
import type { Site } from "../token/sites";
import { statusText } from "./status-text";
import { UnexpectedAnswerError } from "./unexpected-response-error";
import { errorsIn, isErrorBody, parseJson } from "../api/json-api";

/** The call that a delivery was made for. */
export interface Call {
  endpoint: Endpoint;
  /** What follows the collection's address: `/{token_id}`, or a query. */
  path: string;
  /** Absent where the call is about no token in particular. */
  tokenId?: string;
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
        method: endpoints[call.endpoint].method,
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

function factsOf({ attempts, result }: Delivery, call: Call): FailureFacts {
  const { endpoint, tokenId, site, credentials } = call;
  const answer = result?.kind === "answer" ? result : undefined;
  return {
    verb: endpoints[endpoint].verb,
    ...(tokenId !== undefined && { tokenId }),
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

/** Why an answer says nothing about the tokens: each documented status has been dealt with unless its body is not Datadog's. */
function whatIsUnexpected({ status, headers, body }: Answer, { endpoint, host }: Call): string {
  if (status >= 300 && status < 400) {
    const { location } = headers;
    const target = location === undefined ? undefined : URL.parse(location, `https://${host}`)?.host;
    return `${statusText(status)}, a redirect to ${target ?? "nowhere"}, which is not followed`;
  }
  if (status === 404 && !(endpoint === "list" && isErrorBody(body))) {
    return `${statusText(status)} with a body that is not Datadog's`;
  }
  if (endpoint !== "revoke" && status === 200) {
    const purpose = endpoint === "list" ? "list tokens" : "describe this token";
    const isJson = parseJson(body) !== undefined;
    return `${statusText(status)} with a body that ${isJson ? `does not ${purpose}` : "is not JSON"}`;
  }
  const expected = endpoint === "revoke" ? "204" : "200";
  return status < 300 ? `${statusText(status)}, where ${expected} is documented` : statusText(status);
}
