import {
  fastify,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { errorAnswer, scriptedAnswer, type Answer } from "./answer";
import {
  judgeCredentials,
  readCredentials,
  type AcceptedCredentials,
  type ShownCredentials,
} from "../requests/credentials";
import { endpoints, type Organisation } from "./endpoints";
import type { StrikingFault } from "../faults/faults";
import type { LedgerEntry, RequestLedger } from "../requests/ledger";
import type { RateLimiter } from "../faults/rate-limit";

/** Everything a server needs, put together by `startSimulator`. */
export interface ServerParts {
  readonly organisation: Organisation;
  readonly ledger: RequestLedger;
  readonly rateLimiter: RateLimiter;
  readonly credentials: AcceptedCredentials | undefined;
  readonly latencyMs: number;
  readonly onRequest: ((entry: LedgerEntry) => void) | undefined;
  readonly sleep: (durationMs: number) => Promise<void>;
}

/** Makes the response to a request once nothing stands in its way any more. */
type Work = () => Answer;

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
      void serve(parts, request, reply, () => errorAnswer(error.statusCode ?? 400, "The URL is malformed"));
    },
  });
  // Bodies are read as text whatever their type: a malformed one gets Datadog's error body, not the framework's.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => {
    done(null, body);
  });
  for (const endpoint of endpoints) {
    server.route<{ Params: { tokenId?: string } }>({
      method: endpoint.method,
      url: endpoint.path,
      handler: (request, reply) =>
        serve(parts, request, reply, () =>
          endpoint.answer(parts.organisation, {
            tokenId: request.params.tokenId ?? "",
            query: new URL(request.url, "http://127.0.0.1").searchParams,
            body: typeof request.body === "string" ? request.body : "",
          }),
        ),
    });
  }
  server.setNotFoundHandler((request, reply) =>
    serve(parts, request, reply, () => errorAnswer(404, "Not found")),
  );
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const { statusCode = 500, message } = error;
    // A request that the framework refused, such as a body too large, is still one of the ledger's; a bug of ours is in it already.
    if (statusCode < 500) {
      return serve(parts, request, reply, () => errorAnswer(statusCode, message));
    }
    return deliver(request, reply, errorAnswer(500, message), undefined);
  });
  return server;
}

async function serve(
  parts: ServerParts,
  request: FastifyRequest,
  reply: FastifyReply,
  work: Work,
): Promise<FastifyReply> {
  const { method, url, headers } = request;
  const shown = readCredentials(headers);
  const arrival = parts.ledger.arrive({ method, url, headers, shown });
  const { latencyMs, fault } = parts.organisation.faults.strike(arrival.entry);
  if (parts.latencyMs + latencyMs > 0) {
    await parts.sleep(parts.latencyMs + latencyMs);
  }

  const answer = answerOf(parts, method, shown, work, fault);
  const settled = parts.ledger.settle(arrival, {
    ...(answer === undefined || fault?.kind === "loseAnswer" ? {} : { status: answer.status }),
    ...(fault === undefined ? {} : { fault: fault.kind }),
  });
  parts.onRequest?.(settled);
  return deliver(request, reply, answer, fault);
}

/** The response to the request; `undefined` if a fault keeps it from being answered at all. */
function answerOf(
  parts: ServerParts,
  method: string,
  shown: ShownCredentials,
  work: Work,
  fault: StrikingFault | undefined,
): Answer | undefined {
  if (fault?.kind === "answer") {
    return scriptedAnswer(fault.answer);
  }
  if (fault?.kind === "reset" || fault?.kind === "hang") {
    return undefined;
  }
  const verdict = judgeCredentials(shown, parts.credentials, parts.organisation.tokens);
  // Who may not come in does not use up the organisation's limit either.
  const { allowed, headers } = parts.rateLimiter.admit(method, verdict === "pass");
  const answer =
    verdict !== "pass"
      ? errorAnswer(verdict, verdict === 401 ? "Unauthorized" : "Forbidden")
      : allowed
        ? work()
        : errorAnswer(429, parts.rateLimiter.refusal);
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function deliver(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer | undefined,
  fault: StrikingFault | undefined,
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
