import { DatadogError, type FailureFacts } from "./datadog-error";

/** A response that Datadog's API does not document for the request, so that nothing can be concluded from it. */
export class UnexpectedResponseError extends DatadogError {
  override readonly name = "UnexpectedResponseError";

  /** @param problem what is unexpected, without a full stop */
  constructor(facts: FailureFacts, problem: string) {
    super(facts, problem, `Nothing was concluded from it. ${adviceFor(facts)}`);
  }
}

/** Datadog's own words show that it was Datadog's API that responded. */
function adviceFor({ errors }: FailureFacts): string {
  return errors.length > 0
    ? "If running again does not help, report it with this text."
    : "Check that Datadog's API answers, and no proxy or gateway in its place (datadog:apiUrl, DD_API_URL, HTTPS_PROXY).";
}
