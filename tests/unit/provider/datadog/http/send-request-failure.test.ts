import { AxiosError, type InternalAxiosRequestConfig } from "axios";
import { AxiosHeaders } from "axios";
import fc from "fast-check";
import type { AttemptResult } from "../../../../../provider/datadog/http/attempt";
import { failureOf } from "../../../../../provider/datadog/http/send-request";

const key = "the-api-key-0123456789";
const config: InternalAxiosRequestConfig = { headers: new AxiosHeaders({ "DD-API-KEY": key }) };
const failure = (code: string | undefined, message = "message") =>
  failureOf(new AxiosError(message, code, config), 10);

const meanings: [AttemptResult, string[]][] = [
  [{ kind: "timeout", timeoutMs: 10 }, ["ERR_CANCELED", "ECONNABORTED", "ETIMEDOUT"]],
  [
    { kind: "brokenConnection", code: "", mayHaveArrived: false },
    ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EADDRNOTAVAIL"],
  ],
  [
    { kind: "brokenConnection", code: "", mayHaveArrived: true },
    [
      "ECONNRESET",
      "EPIPE",
      "EHOSTUNREACH",
      "ENETUNREACH",
      "ENETDOWN",
      "ERR_BAD_RESPONSE",
      "HPE_INVALID_CONSTANT",
      "Z_BUF_ERROR",
    ],
  ],
  [
    { kind: "untrustedServer", code: "" },
    [
      "CERT_HAS_EXPIRED",
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      "SELF_SIGNED_CERT_IN_CHAIN",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "ERR_TLS_CERT_ALTNAME_INVALID",
      "ERR_SSL_WRONG_VERSION_NUMBER",
      "EPROTO",
    ],
  ],
  [{ kind: "failed", code: "" }, ["ERR_INVALID_CHAR", "ERR_INVALID_URL", "EACCES", "ERR_UNKNOWN"]],
];

test.each(
  meanings.flatMap(([result, codes]) => codes.map((code): [string, AttemptResult] => [code, result])),
)("%s has its meaning", (code, result) => {
  expect(failure(code)).toEqual("code" in result ? { ...result, code } : result);
});

test("a body beyond the limit is told from one that was cut off", () => {
  expect(failure("ERR_BAD_RESPONSE", "maxContentLength size of 1048576 exceeded")).toEqual({
    kind: "tooLarge",
  });
  expect(failure("ERR_BAD_RESPONSE", "stream has been aborted")).toMatchObject({ kind: "brokenConnection" });
});

test("what is no error, or has no code, is a failure without one", () => {
  expect(failureOf("thrown text", 10)).toEqual({ kind: "failed", code: "no code" });
  expect(failureOf(undefined, 10)).toEqual({ kind: "failed", code: "no code" });
  expect(failureOf(new TypeError("broken"), 10)).toEqual({ kind: "failed", code: "no code" });
});

test("nothing of the error's text, cause or request survives", () => {
  fc.assert(
    fc.property(fc.option(fc.string(), { nil: undefined }), (code) => {
      const error = new AxiosError(
        `message with ${key}`,
        code === undefined ? undefined : `${code} ${key}`,
        config,
      );
      error.cause = new Error(key);
      return !JSON.stringify(failureOf(error, 10)).includes(key);
    }),
  );
});
