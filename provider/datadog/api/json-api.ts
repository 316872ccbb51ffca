/** A JSON object of unknown content. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A body's JSON value, or undefined if it is not JSON. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The value if it is a JSON object, else an empty one, so that a path through a damaged body ends in undefined. */
export function objectIn(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The value if it is a text that says something. */
export function textIn(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** True if a body is one of Datadog's error bodies: a JSON object with `errors` that say something. */
export function isErrorBody(body: string): boolean {
  return errorsIn(body).length > 0;
}

/** True if a body is empty, as in the 404 of a gateway. */
export function isEmptyBody(body: string): boolean {
  return body.trim() === "";
}

/**
 * Datadog's own words in a body, as it wrote them: the `errors` of its API, which are texts, or JSON:API error objects
 * (`title`, `detail`). Empty for any other body, such as a gateway's HTML.
 */
export function errorsIn(body: string): readonly string[] {
  const { errors } = objectIn(parseJson(body));
  return Array.isArray(errors) ? errors.map(wordsOf).filter((words) => words !== undefined) : [];
}

function wordsOf(error: unknown): string | undefined {
  const { title, detail } = objectIn(error);
  return (
    textIn(error) ?? textIn([textIn(title), textIn(detail)].filter((words) => words !== undefined).join(": "))
  );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
