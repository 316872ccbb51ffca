import { endpoints, type IdentityEndpoint } from "../api/endpoint";
import { errorsIn } from "../api/json-api";
import { isRefusal, meaningOf } from "../http/attempt";
import { secretsOf } from "../http/credentials";
import { redactSecrets } from "../http/secret";
import { inSeconds } from "../http/wording";
import type { CallResult } from "../retry/call-result";
import { inBrackets, quotableErrors } from "./own-words";
import type { CallSubject } from "./to-datadog-error";
import { gatewayAdvice } from "./unexpected-response-error";

/** The reason why the credentials' organisation is not known, as an error would tell it, but nothing is thrown. */
export function identityProblem(callResult: CallResult, call: CallSubject<IdentityEndpoint>): string {
  const { site, credentials } = call;
  const whose = `${credentials.name} (from the ${credentials.source})`;
  const text =
    `Failed to find out the organisation of ${whose} on ${site}: ` +
    `${problemIn(callResult, call)}. ${adviceAfter(callResult, call)}`;
  return redactSecrets(text, secretsOf(credentials));
}

function problemIn(callResult: CallResult, { endpoint, host, credentials }: CallSubject<IdentityEndpoint>) {
  const { method, path } = endpoints[endpoint];
  const { result } = callResult;
  if (result !== undefined) {
    const errors = result.kind === "response" ? errorsIn(result.body) : [];
    const isNonsense = result.kind === "response" && result.status === 200;
    const words = meaningOf(result).words(host) + inBrackets(quotableErrors(errors, secretsOf(credentials)));
    return `${method} ${path} brought ${words}${isNonsense ? " with a body that is not Datadog's" : ""}`;
  }
  return callResult.end === "rateLimited"
    ? `Datadog's rate limit allows no ${method} ${path} for ${inSeconds(callResult.waitSeconds)}`
    : `no time was left for ${method} ${path}`;
}

function adviceAfter({ result }: CallResult, { site }: CallSubject<IdentityEndpoint>): string {
  if (result === undefined) {
    return "Run again.";
  }
  if (isRefusal(result)) {
    return `Check that what is set there is complete, not revoked, and of an organisation on ${site}.`;
  }
  if (result.kind === "timeout") {
    return "If it goes on, check the network and the proxy.";
  }
  const { isRetried, advice } = meaningOf(result);
  return result.kind === "response" && !isRetried ? gatewayAdvice : advice;
}
