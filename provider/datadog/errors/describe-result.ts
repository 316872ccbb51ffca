import type { AttemptResult } from "../http/attempt";
import { inSeconds } from "./quantities";
import { statusText } from "./status-text";

/** An attempt's result for people, fit to follow "the last result was". */
export function describeResult(result: AttemptResult, host: string): string {
  switch (result.kind) {
    case "answer":
      return statusText(result.status);
    case "timeout":
      return `no answer from ${host} within ${inSeconds(result.timeoutMs / 1000)}`;
    case "brokenConnection":
      return `${result.mayHaveArrived ? "a broken connection" : "no connection"} to ${host} (${result.code})`;
    case "proxyRefusal":
      return `a proxy's refusal to connect to ${host}: ${statusText(result.status)}`;
    case "untrustedServer":
      return `a certificate or TLS version of ${host} that is not trusted here (${result.code})`;
    case "tooLarge":
      return "an answer of more than 1 MiB";
    case "failed":
      return `a failure of the request itself (${result.code})`;
  }
}

/** What to look at after such a result, in a sentence. */
export function adviceAfter(result: AttemptResult): string {
  switch (result.kind) {
    case "answer":
      return result.status === 429
        ? "If it goes on, find out what else uses up the organisation's rate limit."
        : "If it goes on, see Datadog's status page.";
    case "timeout":
      return "If it goes on, check the network and the proxy, or raise datadog:requestTimeoutSeconds (DD_REQUEST_TIMEOUT_SECONDS).";
    case "brokenConnection":
      return "If it goes on, check the network, the proxy (HTTPS_PROXY, NO_PROXY) and datadog:apiUrl (DD_API_URL).";
    case "proxyRefusal":
      return "Check HTTPS_PROXY and NO_PROXY, and what the proxy allows.";
    case "untrustedServer":
      return "If a proxy of yours signs it, set NODE_EXTRA_CA_CERTS to the file with that authority's certificate.";
    case "tooLarge":
    case "failed":
      return "If running again does not help, report it with this text.";
  }
}
