import type { Policies } from "@pulumi/policy";
import { noForeignApiHost } from "./no-foreign-api-host";
import { noIgnoredChanges } from "./no-ignored-changes";
import { noLeakedToken } from "./no-leaked-token";
import { noPlainTextCredential } from "./no-plain-text-credential";
import { noRetainOnDelete } from "./no-retain-on-delete";
import { reasonAndTicket } from "./reason-and-ticket";
import { reportedTokensAreRevoked } from "./reported-tokens-are-revoked";
import { revokeOnDelete } from "./revoke-on-delete";
import { siteAllowList } from "./site-allow-list";

/** The pack's policies, in the order of its README. */
export const policies: Policies = [
  reasonAndTicket,
  noRetainOnDelete,
  noIgnoredChanges,
  revokeOnDelete,
  noPlainTextCredential,
  noForeignApiHost,
  noLeakedToken,
  reportedTokensAreRevoked,
  siteAllowList,
];
