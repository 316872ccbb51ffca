import type { BatchState } from "../../provider/schema/batch-state";
import type { RevocationState } from "../../provider/schema/revocation-state";
import { flag, listOf, mapOf, text, wholeNumber, type Property } from "./property";
import { refTo } from "./type-reference";

/** The state of one token's revocation, but for what only a policy pack sees, and how it was declared. */
type SingleOutput = Exclude<
  keyof RevocationState,
  "retainOnDelete" | "deletedWith" | "anyAccount" | "kind" | "serviceAccountId"
>;
type BatchOutput = Exclude<keyof BatchState, "retainOnDelete" | "deletedWith">;

const common = {
  site: { description: "The Datadog site that was asked.", type: text },
  revokeOn: {
    description: "At which end of the resource's life the DELETE is called.",
    type: refTo("RevokeOn"),
  },
  onNotFound: { description: "The meaning of a 404.", type: refTo("OnNotFound") },
  verify: { description: "True if it was asked until the token was gone.", type: flag },
  reason: { description: "The reason, for the record.", type: text },
  ticket: { description: "The ticket or incident, for the record.", type: text },
} as const satisfies Record<string, Property>;

export const singleOutputs: Readonly<Record<SingleOutput, Property>> = {
  ...common,
  tokenId: {
    description: "The token's id, lower case; never secret, since it is meant to be read in a review.",
    type: text,
  },
  account: {
    description:
      "The account whose credentials were used; absent: `default`. Of one that was declared for `any` it is the account that showed the token, or `any` if none did.",
    type: text,
  },
  accountsAsked: {
    description: "The accounts that did not show a token that was declared for `any`; absent if one did.",
    type: listOf(refTo("AskedAccount")),
  },
  status: {
    description: '`revoked` by us, `alreadyRevoked`, or `armed` for `revokeOn: "delete"` before the end.',
    type: refTo("RevocationStatus"),
  },
  revokedAt: {
    description: "The time of our confirmed DELETE, ISO 8601 UTC; absent unless `status` is `revoked`.",
    type: text,
  },
  verifiedAt: {
    description:
      "The time at which the token was proven gone, ISO 8601 UTC: it was seen alive, or our DELETE was answered 204, and then the organisation said that it does not know the token.",
    type: text,
  },
  notFoundAt: {
    description:
      "The time at which a token that was never seen was not found: accepted as already revoked, and not proven.",
    type: text,
  },
  organization: {
    description:
      "The id of the Datadog organisation that answered; absent if the credentials could not be placed.",
    type: text,
  },
  unfinished: {
    description:
      "The part that is still to be done by the next `pulumi up`: the token's death was not told (`verification`), or a refresh or a later run found it alive (`aliveAgain`). Absent if there is none.",
    type: refTo("UnfinishedPart"),
  },
  seenBy: {
    description:
      "The user whose credentials last saw the token alive, or left that part, so that a 404 is believed only of one who would be shown the token; absent if nobody saw it, or if Datadog did not tell.",
    type: text,
  },
  evidence: {
    description: "The token as Datadog described it before the DELETE; absent if nothing was seen.",
    type: refTo("RevocationEvidence"),
  },
};

export const serviceOutputs = {
  ...singleOutputs,
  kind: { description: "Always `service`.", type: refTo("TokenKind") },
  serviceAccountId: {
    description: "The id of the service account, as given or as found; absent if no list showed the token.",
    type: text,
  },
} as const satisfies Record<string, Property>;

export const batchOutputs: Readonly<Record<BatchOutput, Property>> = {
  ...common,
  account: {
    description: "The account of tokens of which nothing else is said, as given; absent: `default`.",
    type: text,
  },
  evidence: { description: "True if it was recorded what Datadog said of each token.", type: flag },
  file: {
    description: "The name of the list's file; absent for a batch, and for a list's text alone.",
    type: text,
  },
  record: {
    description:
      "The records of the tokens in short, by site and organisation; the function `readRecord` reads them.",
    type: mapOf(text),
  },
  entries: {
    description: "The entries that say more than the defaults, by token id.",
    type: mapOf(refTo("RevocationEntry")),
  },
  tokenEvidence: {
    description: "The tokens as Datadog described them before their DELETE, by token id.",
    type: mapOf(refTo("RevocationEvidence")),
  },
  revokedCount: {
    description:
      "The number of tokens that this resource revoked, without those for which something is still to be done.",
    type: wholeNumber,
  },
  alreadyRevokedCount: {
    description: "The number of tokens that were revoked already; likewise.",
    type: wholeNumber,
  },
};
