import { STATUS_CODES } from "node:http";
import type { ScriptedAnswer } from "../faults/faults";

/** The media type of Datadog's recorded responses. */
const jsonApi = "application/vnd.api+json";

/** A response of the simulator. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: no body, and no content type either, as a recorded 204. */
  readonly body?: string;
}

/** A response with a JSON:API document. */
export function documentAnswer(status: number, document: object): Answer {
  return { status, headers: { "content-type": jsonApi }, body: JSON.stringify(document) };
}

/** A response with Datadog's error body, `{"errors": ["…"]}`. */
export function errorAnswer(status: number, ...errors: readonly string[]): Answer {
  return documentAnswer(status, { errors });
}

/** The response to credentials that are valid and not permitted to do this. */
export const forbidden: Answer = errorAnswer(403, "Forbidden");

/** The response to a revocation. */
export const noContent: Answer = { status: 204, headers: {} };

/** No text of a 404 was recorded here; this one follows the recorded "API key not found". */
export const tokenNotFound: Answer = errorAnswer(404, "Personal access token not found");

/** The same for a service account's token; not recorded either. */
export const serviceTokenNotFound: Answer = errorAnswer(404, "Service access token not found");

/** The response that a script asks for: a bare status comes with its usual body, an error's or an empty document. */
export function scriptedAnswer(script: ScriptedAnswer): Answer {
  const { status, headers, body } = typeof script === "number" ? { status: script } : script;
  const plain = body === undefined ? usualAnswer(status) : bodyAnswer(status, body);
  return { ...plain, headers: { ...plain.headers, ...lowerCased(headers ?? {}) } };
}

function usualAnswer(status: number): Answer {
  if (status >= 400) {
    return errorAnswer(status, STATUS_CODES[status] ?? `Status ${status}`);
  }
  return status === 200 || status === 201 ? documentAnswer(status, {}) : { status, headers: {} };
}

function bodyAnswer(status: number, body: string | object): Answer {
  if (body === "") {
    return { status, headers: {} };
  }
  return typeof body === "string"
    ? { status, headers: { "content-type": "text/html" }, body }
    : documentAnswer(status, body);
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
