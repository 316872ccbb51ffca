import {
  fastify,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { errorAnswer, scriptedAnswer, type Answer } from "./answer";
import type { Organisation } from "./endpoint";
import { endpoints } from "./endpoints";
import type { Fault } from "../faults/faults";
import type { RateLimiter } from "../faults/rate-limit";
import { readCredentials, type ShownCredentials } from "../requests/credentials";
import { authenticate, type AuthenticationRules, type NeededCredentials } from "../requests/authentication";
import type { LedgerEntry, RequestLedger } from "../requests/ledger";
import type { Caller } from "../requests/permissions";
import { isAboutTokens } from "../requests/request-path";

/** Everything a server needs, put together by `startSimulator`. */
export interface ServerParts {
  readonly organisation: Organisation;
  readonly ledger: RequestLedger;
  readonly rateLimiter: RateLimiter;
  readonly authentication: AuthenticationRules;
  readonly latencyMs: number;
  readonly onRequest: ((entry: LedgerEntry) => void) | undefined;
  readonly sleep: (durationMs: number) => Promise<void>;
}

/** The handling of a request: which credentials it needs, and its response once nothing stands in its way any more. */
interface Work {
  readonly needs?: NeededCredentials;
  readonly answer: (caller: Caller) => Answer;
}

/**
 * The HTTP server, not yet listening. Every request takes one way: ledger → latency → fault → credentials → rate
 * limit → endpoint.
 */
export function createServer(parts: ServerParts): FastifyInstance {
  const server = fastify({
    // close() must not wait for requests that hang on purpose, or for a client's idle connections.
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    // A URL that the router refuses never reaches a handler: it is noted and answered here.
    frameworkErrors: (error, request, reply) => {
      const malformed = errorAnswer(error.statusCode ?? 400, "The URL is malformed");
      void handle(parts, request, reply, { answer: () => malformed });
    },
  });
  // Bodies are read as text whatever their type: a malformed one gets Datadog's error body, not the framework's.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => {
    done(null, body);
  });
  for (const endpoint of endpoints) {
    server.route<{ Params: { tokenId?: string; serviceAccountId?: string; userId?: string } }>({
      method: endpoint.method,
      url: endpoint.path,
      handler: (request, reply) =>
        handle(parts, request, reply, {
          ...endpoint,
          answer: (caller) =>
            endpoint.answer(parts.organisation, {
              caller,
              tokenId: request.params.tokenId ?? "",
              serviceAccountId: request.params.serviceAccountId ?? "",
              userId: request.params.userId ?? "",
              query: new URL(request.url, "http://127.0.0.1").searchParams,
              body: typeof request.body === "string" ? request.body : "",
            }),
        }),
    });
  }
  server.setNotFoundHandler((request, reply) =>
    handle(parts, request, reply, { answer: () => errorAnswer(404, "Not found") }),
  );
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const { statusCode = 500, message } = error;
    // A request that the framework refused, such as a body too large, is still one of the ledger's; a bug of ours is in it already.
    if (statusCode < 500) {
      return handle(parts, request, reply, { answer: () => errorAnswer(statusCode, message) });
    }
    return sendAnswer(request, reply, errorAnswer(500, message), undefined);
  });
  return server;
}

async function handle(
  parts: ServerParts,
  request: FastifyRequest,
  reply: FastifyReply,
  work: Work,
): Promise<FastifyReply> {
  const { method, url, headers } = request;
  const shown = readCredentials(headers);
  const opened = parts.ledger.open({ method, url, headers, shown });
  const { latencyMs, fault } = parts.organisation.faults.inject(opened.entry);
  if (parts.latencyMs + latencyMs > 0) {
    await parts.sleep(parts.latencyMs + latencyMs);
  }

  const answer = answerOf(parts, request, shown, work, fault);
  const completed = parts.ledger.complete(opened, {
    ...(answer === undefined || fault?.kind === "loseAnswer" ? {} : { status: answer.status }),
    ...(fault === undefined ? {} : { fault: fault.kind }),
  });
  parts.onRequest?.(completed);
  return sendAnswer(request, reply, answer, fault);
}

/** The response to the request; `undefined` if a fault keeps it from being answered at all. */
function answerOf(
  parts: ServerParts,
  { method, url }: FastifyRequest,
  shown: ShownCredentials,
  work: Work,
  fault: Fault | undefined,
): Answer | undefined {
  if (fault?.kind === "answer") {
    return scriptedAnswer(fault.answer);
  }
  if (fault?.kind === "reset" || fault?.kind === "hang") {
    return undefined;
  }
  const caller = authenticate(shown, parts.authentication, work.needs);
  const isAuthorized = typeof caller !== "number";
  // Who may not come in does not use up the organisation's limit either.
  const { allowed, headers } = parts.rateLimiter.consume(method, isAuthorized, isAboutTokens(url));
  const answer = isAuthorized
    ? allowed
      ? work.answer(caller)
      : errorAnswer(429, parts.rateLimiter.refusal)
    : errorAnswer(caller, caller === 401 ? "Unauthorized" : "Forbidden");
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function sendAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer | undefined,
  fault: Fault | undefined,
): FastifyReply {
  if (answer === undefined || fault?.kind === "loseAnswer") {
    reply.hijack();
    if (fault?.kind === "reset") {
      request.raw.socket.resetAndDestroy();
    }
    if (fault?.kind === "loseAnswer") {
      request.raw.socket.destroy();
    }
    return reply;
  }
  // Bytes, since the framework adds a charset to the content type of a text, which Datadog's responses do not have.
  const body = answer.body === undefined ? undefined : Buffer.from(answer.body);
  return reply.code(answer.status).headers(answer.headers).send(body);
}
