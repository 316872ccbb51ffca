import { RunError } from "@pulumi/pulumi";
import { containsTokenText, redactTokenText } from "../../provider/datadog/token/redact";

/** @throws RunError for a resource name that holds a token's text: names stand in state and logs. */
export function refuseTokenIn(name: string): void {
  if (!containsTokenText(name)) {
    return;
  }
  throw new RunError(
    `The resource name "${redactTokenText(name)}" holds a token's text: names stand in state and logs.`,
  );
}
