import { documentAnswer, type Answer } from "./answer";
import type { Endpoint, Organisation } from "./endpoint";
import { delegatedTokenPath } from "../requests/request-path";

/** The exchange of a job's proof for an access token, in preview at Datadog; after its Go client 2.67.0. */
export const delegationEndpoints: readonly Endpoint[] = [
  { method: "POST", path: delegatedTokenPath, needs: "proof", answer: exchange },
];

function exchange({ delegatedTokens }: Organisation): Answer {
  const { text, expires } = delegatedTokens.issue();
  return documentAnswer(200, {
    data: { type: "delegated_token", attributes: { access_token: text, expires } },
  });
}
