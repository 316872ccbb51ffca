import { DatadogError, type FailureFacts } from "./datadog-error";

/** The advice after a response that does not seem to be Datadog's. */
export const gatewayAdvice =
  "Check that Datadog's API answers, and no proxy or gateway in its place (datadog:apiUrl, DD_API_URL, HTTPS_PROXY).";

/** A response that Datadog's API does not document for the request, so that nothing can be concluded from it. */
export class UnexpectedResponseError extends DatadogError {
  override readonly name = "UnexpectedResponseError";

  /**
   * @param problem what is unexpected, without a full stop
   * @param advice what to do next, if more can be said of it than of any such response
   */
  constructor(facts: FailureFacts, problem: string, advice = adviceFor(facts)) {
    super(facts, problem, `Nothing was concluded from it. ${advice}`);
  }
}

/** Datadog's own words show that it was Datadog's API that responded. */
function adviceFor({ errors }: FailureFacts): string {
  return errors.length > 0 ? "If running again does not help, report it with this text." : gatewayAdvice;
}
