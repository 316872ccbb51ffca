export {
  PersonalAccessTokenRevocation,
  type PersonalAccessTokenRevocationArgs,
} from "./resources/personal-access-token-revocation";
export {
  PersonalAccessTokenRevocationBatch,
  type BatchedRevocation,
  type PersonalAccessTokenRevocationBatchArgs,
} from "./resources/personal-access-token-revocation-batch";
export { RevocationList, type RevocationListArgs } from "./resources/revocation-list";
export { findTokens } from "./reports/text/find-tokens";
export type { LeakPlace } from "./reports/findings/leak-place";
export type { LeakReport, ReportedToken, ReportFormat } from "./reports/findings/leak-report";
export { readReport } from "./reports/read-report-lazily";
export { ReportError } from "./reports/findings/report-error";
export type { NamedToken, TokenKind } from "./reports/text/token-pattern";
export type { FoundToken, TextPosition } from "./reports/text/token-scanner";
export { sites, type Site } from "../provider/datadog/token/sites";
export { containsTokenText, redactTokenText } from "../provider/datadog/token/redact";
export type { OnNotFound, RevokeOn } from "../provider/schema/options";
export type { RevocationStatus } from "../provider/schema/revocation-status";
export type { RevocationEvidence } from "../provider/schema/revocation-state";
