export {
  PersonalAccessTokenRevocation,
  type PersonalAccessTokenRevocationArgs,
} from "./personal-access-token-revocation";
export {
  PersonalAccessTokenRevocationBatch,
  type BatchedRevocation,
  type PersonalAccessTokenRevocationBatchArgs,
} from "./personal-access-token-revocation-batch";
export { RevocationList, type RevocationListArgs } from "./revocation-list";
export { findTokens } from "./leaks/find-tokens";
export type { LeakPlace } from "./leaks/leak-place";
export type { LeakReport, ReportedToken, ReportFormat } from "./leaks/leak-report";
export { readReport } from "./read-report";
export { ReportError } from "./leaks/report-error";
export type { NamedToken, TokenKind } from "./leaks/token-pattern";
export type { FoundToken, TextPosition } from "./leaks/token-scanner";
export { sites, type Site } from "../provider/datadog/sites";
export { containsTokenText, redactTokenText } from "../provider/datadog/redact";
export type { OnNotFound, RevokeOn } from "../provider/options";
export type { RevocationStatus } from "../provider/revocation-status";
export type { RevocationEvidence } from "../provider/state";
