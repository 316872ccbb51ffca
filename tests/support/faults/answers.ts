import type { IncomingMessage, ServerResponse } from "node:http";

/** The seconds that a 429 of the matrix asks to wait. */
const waitSeconds = 20;

/** A server's way to answer a request, at a moment of the test's clock. */
type Answer = (response: ServerResponse, moment: { nowMs: number; request: IncomingMessage }) => void;

const json = { "content-type": "application/json" };
const errorsOf = (words: string): string => JSON.stringify({ errors: [words] });
const limited = (headersAt: (nowMs: number) => Record<string, string>): Answer => {
  return (response, { nowMs }) => {
    response.writeHead(429, { ...json, ...headersAt(nowMs) }).end(errorsOf("Rate limit exceeded"));
  };
};
const status =
  (code: number, words: string): Answer =>
  (response) => {
    response.writeHead(code, json).end(errorsOf(words));
  };
const page =
  (code: number): Answer =>
  (response) => {
    response.writeHead(code, { "content-type": "text/html" }).end("<html><h1>A gateway's page</h1></html>");
  };
const ok =
  (body: string): Answer =>
  (response) => {
    response.writeHead(200, json).end(body);
  };

/** The faults that a server of its own answers with; the others are made where a request leaves. */
export const answers = {
  "400": status(400, "Bad Request"),
  "401": status(401, "Unauthorized"),
  "403": status(403, "Forbidden"),
  "404": status(404, "Not found"),
  "404 of a gateway": page(404),
  "404 without a body": (response) => {
    response.writeHead(404).end();
  },
  "408": status(408, "Request Timeout"),
  "409": status(409, "Conflict"),
  "429, Retry-After": limited(() => ({ "retry-after": String(waitSeconds) })),
  "429, HTTP date": limited((nowMs) => ({
    "retry-after": new Date(nowMs + waitSeconds * 1000).toUTCString(),
  })),
  "429, X-RateLimit-Reset": limited(() => ({ "x-ratelimit-reset": String(waitSeconds) })),
  "429, no header": limited(() => ({})),
  "429, garbage": limited(() => ({ "retry-after": "soon", "x-ratelimit-reset": "-3" })),
  "500": status(500, "Internal Server Error"),
  "502, HTML": page(502),
  "503": status(503, "Service Unavailable"),
  "504": status(504, "Gateway Timeout"),
  "reset before": (_response, { request }) => {
    request.socket.resetAndDestroy();
  },
  "reset in the middle": (response, { request }) => {
    response.writeHead(200, { ...json, "content-length": "1000" });
    response.write('{"data":', () => request.socket.resetAndDestroy());
  },
  "never answered": () => undefined,
  "endless body": (response) => {
    response.writeHead(200, json);
    response.write('{"data":');
  },
  "over the limit": ok(`{"data":"${"x".repeat(1024 * 1024)}"}`),
  "malformed JSON": ok('{"data": {"id": '),
  "wrong type": ok('{"data":{"id":"1","type":"dashboards","attributes":{}}}'),
  "empty 200": ok(""),
  redirect: (response) => {
    response.writeHead(302, { location: "http://127.0.0.1:1/elsewhere" }).end();
  },
} satisfies Record<string, Answer>;

/** The faults that another address than the server's makes. */
export const addresses = ["refused connection", "DNS failure", "invalid certificate"] as const;

/** A fault of the matrix; an answer that is lost is one of a request that took effect. */
export type FaultName = keyof typeof answers | (typeof addresses)[number] | "lost afterwards";

/** Faults after which nothing comes: the test does not wait for the whole time-out, its clock does. */
export const silentFaults: readonly FaultName[] = ["never answered", "endless body"];

/** All of them, in the order of the page. */
export const faultNames: readonly FaultName[] = [
  ...(Object.keys(answers) as (keyof typeof answers)[]),
  ...addresses,
  "lost afterwards",
];

/** Tells whether a server of its own answers with a fault. */
export function isAnswered(fault: FaultName): fault is keyof typeof answers {
  return fault in answers;
}
