import { ClientRequest, Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { TLSSocket } from "node:tls";
import axios, { type AxiosInstance, type AxiosResponse } from "axios";
import { isLoopback } from "./api-url";
import type { AttemptRequest, AttemptResult, SendAttempt } from "./attempt";
import { failureOf } from "./request-failure";

/** The largest body that is read, in bytes; Datadog's answers about one token are below 2 KiB. */
const largestBodyBytes = 1024 * 1024;

/** The longest time that a timer of Node's holds, in milliseconds; a longer one would fire at once. */
const longestTimeoutMs = 2 ** 31 - 1;

/**
 * What makes one attempt over the network, on connections of its own that it keeps alive between attempts.
 *
 * Proxies come from the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`), but never for loopback; certificates of
 * private authorities from Node's `NODE_EXTRA_CA_CERTS`. No redirect is followed: the credentials go to one host only.
 */
export function createSender(): SendAttempt {
  const http = axios.create({
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
    maxRedirects: 0,
    maxContentLength: largestBodyBytes,
    responseType: "text",
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
  });
  return (request) => send(http, request);
}

async function send(http: AxiosInstance, request: AttemptRequest): Promise<AttemptResult> {
  const timeoutMs = Math.min(Math.max(Math.ceil(request.timeoutMs), 1), longestTimeoutMs);
  const url = new URL(request.url);
  try {
    const response = await http.request<unknown>({
      method: request.method,
      url: request.url,
      headers: { ...request.headers },
      // The signal covers what the time-out alone does not: a body that trickles in.
      timeout: timeoutMs,
      signal: AbortSignal.timeout(timeoutMs),
      ...(isLoopback(url) && { proxy: false as const }),
    });
    return isFromProxy(url, response)
      ? { kind: "proxyRefusal", status: response.status }
      : answerOf(response);
  } catch (error) {
    return failureOf(error, timeoutMs);
  }
}

/**
 * Whether a proxy answered in the server's place: it refused to open the tunnel, and the agent passes its answer on as if
 * it were the server's. Only what came over TLS came from the server; a proxy's 404 must not pass for Datadog's.
 */
function isFromProxy(url: URL, { request }: AxiosResponse<unknown>): boolean {
  const socket = request instanceof ClientRequest ? request.socket : null;
  return url.protocol === "https:" && socket !== null && !(socket instanceof TLSSocket);
}

function answerOf({ status, headers, data }: AxiosResponse<unknown>): AttemptResult {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "string") {
      texts[name.toLowerCase()] = value;
    }
  }
  return { kind: "answer", status, headers: texts, body: typeof data === "string" ? data : "" };
}
