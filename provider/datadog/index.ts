export { parseApiUrl, type ParsedApiUrl } from "./api-url";
export type { Answer, AttemptRequest, AttemptResult, SendAttempt } from "./attempt";
export {
  createDatadogClient,
  type CallOptions,
  type DatadogClient,
  type FindOptions,
  type RevokeAnswer,
  type RevokeOptions,
} from "./client";
export type { DatadogClientOptions } from "./client-options";
export { systemClock, type Clock } from "./clock";
export { ConnectionRefusedError } from "./connection-refused-error";
export { CredentialRejectedError } from "./credential-rejected-error";
export type {
  BearerTokenCredentials,
  Credentials,
  CredentialSource,
  KeyPairCredentials,
} from "./credentials";
export { DatadogError, type FailureFacts } from "./datadog-error";
export type { Closure } from "./closure";
export type { Endpoint } from "./endpoint";
export { PacingGate, type PacingGateOptions } from "./pacing-gate";
export { PacingGates } from "./pacing-gates";
export type { LimitState, PacingState } from "./pacing-state";
export { PermissionDeniedError } from "./permission-denied-error";
export type { PersonalAccessToken } from "./personal-access-token";
export { RateLimitError } from "./rate-limit-error";
export { containsTokenText, redactSecrets, redactTokenText } from "./redact";
export { RetriesExhaustedError } from "./retries-exhausted-error";
export { Secret } from "./secret";
export { apiUrlOf, defaultSite, parseSite, sites, type Site } from "./sites";
export {
  aliasFromTokenId,
  normalizeTokenId,
  readToken,
  tokenIdFromAlias,
  type TokenProblem,
} from "./token-id";
export type { PageRequest, TokenPage } from "./token-page";
export { UnexpectedAnswerError } from "./unexpected-answer-error";
