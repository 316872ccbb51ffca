export {
  PersonalAccessTokenRevocation,
  type PersonalAccessTokenRevocationArgs,
} from "./resources/personal-access-token-revocation";
export {
  PersonalAccessTokenRevocationBatch,
  type BatchedTokenId,
  type PersonalAccessTokenRevocationBatchArgs,
} from "./resources/personal-access-token-revocation-batch";
export {
  ServiceAccessTokenRevocation,
  type ServiceAccessTokenRevocationArgs,
} from "./resources/service-access-token-revocation";
export type { BatchedRevocation } from "./inputs/batched-revocation";
export { RevocationList, type RevocationListArgs } from "./resources/revocation-list";
export { findTokens } from "./reports/text/find-tokens";
export type { LeakPlace } from "./reports/findings/leak-place";
export type {
  LeakReport,
  ReportedToken,
  ReportFormat,
  UntoldReason,
  UntoldToken,
} from "./reports/findings/leak-report";
export { readReport } from "./reports/read-report-lazily";
export { locate } from "./locate/locate-lazily";
export type { LocatedToken } from "./locate/locate-tokens";
export type { LocateOptions } from "../provider/datadog/locate/locate-texts";
export type { TokenOwner } from "../provider/datadog/locate/site-answer";
export type { TokenLocation } from "../provider/datadog/locate/token-location";
export { ReportError } from "./reports/findings/report-error";
export type { NamedToken, TokenKind } from "../provider/datadog/token/token-text";
export type { FoundToken, TextPosition } from "./reports/text/find-tokens";
export { isLoopback, sites, type Site } from "../provider/datadog/token/sites";
export { accountSites, type AccountSite } from "./account-sites";
export { containsTokenText, redactTokenText } from "../provider/datadog/token/redact";
export type { OnNotFound, RevokeOn } from "../provider/schema/options";
export type { RevocationStatus } from "../provider/schema/revocation-status";
export type { RevocationEntry } from "../provider/schema/revocation-entry";
export type { RevocationEvidence, RevocationRecord } from "../provider/schema/revocation-record";
export {
  declaredTokens,
  recordedRevocations,
  type DeclaredToken,
  type StackResource,
} from "../provider/schema/recorded-revocations";
export { decisiveIgnored, ignoredChangesProblem } from "./inputs/decisive-properties";
export { isRevocationType, isSingleType, resourceTypes } from "../provider/schema/resource-types";
