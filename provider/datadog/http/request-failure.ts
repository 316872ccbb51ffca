import { isAxiosError } from "axios";
import type { AttemptResult } from "./attempt";

/** Codes of Node's and axios's for time that ran out. */
const timeoutCodes = ["ERR_CANCELED", "ECONNABORTED", "ETIMEDOUT"];

/** Codes for a connection that never came about, so that no request can have arrived. */
const unconnectedCodes = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EADDRNOTAVAIL"];

/** Codes for a connection that broke, or an answer that was cut off or garbled on its way. */
const brokenPattern =
  /^(?:ECONNRESET|EPIPE|E(?:HOST|NET)(?:UNREACH|DOWN)|ENETRESET|ERR_BAD_RESPONSE|ERR_NETWORK|ERR_STREAM_PREMATURE_CLOSE|ERR_TLS_HANDSHAKE_TIMEOUT|HPE_\w+|Z_\w+|ERR__ERROR_\w+)$/;

/** Codes of OpenSSL's and Node's for a certificate that does not verify, or a server that does not speak TLS. */
const untrustedPattern =
  /^(?:CERT_\w+|CRL_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_\w+|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH|ERR_TLS_CERT_\w+|ERR_SSL_\w+|ERR_OSSL_\w+|EPROTO)$/;

/**
 * What an error of the HTTP library means, in plain values. The error itself, which holds the request with its headers,
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
