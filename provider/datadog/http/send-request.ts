import { ClientRequest, Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { TLSSocket } from "node:tls";
import axios, { isAxiosError, type AxiosInstance, type AxiosResponse } from "axios";
import { isLoopback } from "../token/sites";
import { interruptedBy, type AttemptRequest, type AttemptResult, type SendAttempt } from "./attempt";

/** The largest body that is read, in bytes; Datadog's responses about one token are below 2 KiB. */
const largestBodyBytes = 1024 * 1024;

/** The longest time that a timer of Node's holds, in milliseconds; a longer one would fire at once. */
const longestTimeoutMs = 2 ** 31 - 1;

/** Codes of Node's and axios's for time that ran out. */
const timeoutCodes = ["ERR_CANCELED", "ECONNABORTED", "ETIMEDOUT"];

/** Codes for a connection that never came about, so that no request can have arrived. */
const unconnectedCodes = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EADDRNOTAVAIL"];

/** Codes for a connection that broke, or a response that was cut off or garbled on its way. */
const brokenPattern =
  /^(?:ECONNRESET|EPIPE|E(?:HOST|NET)(?:UNREACH|DOWN)|ENETRESET|ERR_BAD_RESPONSE|ERR_NETWORK|ERR_STREAM_PREMATURE_CLOSE|ERR_TLS_HANDSHAKE_TIMEOUT|HPE_\w+|Z_\w+|ERR__ERROR_\w+)$/;

/** Codes of OpenSSL's and Node's for a certificate that does not verify, or a server that does not speak TLS. */
const untrustedPattern =
  /^(?:CERT_\w+|CRL_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_\w+|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH|ERR_TLS_CERT_\w+|ERR_SSL_\w+|ERR_OSSL_\w+|EPROTO)$/;

/**
 * Makes a sender: one attempt over the network for each call, on connections that it keeps alive between attempts.
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
  const { interruption } = request;
  const timeoutMs = Math.min(Math.max(Math.ceil(request.timeoutMs), 1), longestTimeoutMs);
  const url = new URL(request.url);
  const limit = limitOf(timeoutMs, interruption);
  try {
    const response = await http.request<unknown>({
      method: request.method,
      url: request.url,
      headers: { ...request.headers },
      // The signal covers what the time-out alone does not: a body that trickles in.
      timeout: timeoutMs,
      signal: limit.signal,
      ...(isLoopback(url) && { proxy: false as const }),
    });
    return isFromProxy(url, response)
      ? { kind: "proxyRefusal", status: response.status }
      : responseIn(response);
  } catch (error) {
    return interruption?.aborted ? interruptedBy(interruption) : failureOf(error, timeoutMs);
  } finally {
    limit.end();
  }
}

/**
 * The end of an attempt's time, or of the run. Unlike `AbortSignal.timeout`, nothing of it is left once the attempt is over: of
 * thousands of attempts in a minute, that would be most of the memory.
 */
function limitOf(
  timeoutMs: number,
  interruption: AbortSignal | undefined,
): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeoutMs);
  if (interruption?.aborted) {
    abort();
  }
  interruption?.addEventListener("abort", abort);
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      interruption?.removeEventListener("abort", abort);
    },
  };
}

/**
 * True if a proxy responded in the server's place: it refused to open the tunnel, and the agent passes its response on as
 * if it were the server's. Only what came over TLS came from the server; a proxy's 404 must not pass for Datadog's.
 */
function isFromProxy(url: URL, { request }: AxiosResponse<unknown>): boolean {
  const socket = request instanceof ClientRequest ? request.socket : null;
  return url.protocol === "https:" && socket !== null && !(socket instanceof TLSSocket);
}

function responseIn({ status, headers, data }: AxiosResponse<unknown>): AttemptResult {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "string") {
      texts[name.toLowerCase()] = value;
    }
  }
  return { kind: "response", status, headers: texts, body: typeof data === "string" ? data : "" };
}

/**
 * The meaning of an error of the HTTP library, in plain values. The error itself, which holds the request with its headers,
 * goes no further than this, not even as another error's cause.
 */
export function failureOf(error: unknown, timeoutMs: number): AttemptResult {
  const code = codeOf(error);
  if (timeoutCodes.includes(code)) {
    return { kind: "timeout", timeoutMs };
  }
  if (isAxiosError(error) && error.message.startsWith("maxContentLength")) {
    return { kind: "tooLarge" };
  }
  if (unconnectedCodes.includes(code)) {
    return { kind: "brokenConnection", code, mayHaveArrived: false };
  }
  if (brokenPattern.test(code)) {
    return { kind: "brokenConnection", code, mayHaveArrived: true };
  }
  return { kind: untrustedPattern.test(code) ? "untrustedServer" : "failed", code };
}

/** An error's code, if it looks like one: any other text may hold anything. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && /^\w{1,60}$/.test(code) ? code : "no code";
}
