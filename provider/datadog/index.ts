export { parseApiUrl, type ParsedApiUrl } from "./http/api-url";
export type { Answer, AttemptRequest, AttemptResult, SendAttempt } from "./http/attempt";
export {
  createDatadogClient,
  type CallOptions,
  type DatadogClient,
  type FindOptions,
  type RevokeAnswer,
  type RevokeOptions,
} from "./client";
export type { DatadogClientOptions } from "./client-options";
export { systemClock, type Clock } from "./http/clock";
export { ConnectionRefusedError } from "./errors/connection-refused-error";
export { CredentialRejectedError } from "./errors/credential-rejected-error";
export type {
  BearerTokenCredentials,
  Credentials,
  CredentialSource,
  KeyPairCredentials,
} from "./http/credentials";
export { DatadogError, type FailureFacts } from "./errors/datadog-error";
export type { Closure } from "./rate-limit/cooldown";
export type { Endpoint } from "./api/endpoint";
export { PacingGate, type PacingGateOptions } from "./rate-limit/request-scheduler";
export { PacingGates } from "./rate-limit/request-schedulers";
export type { LimitState, PacingState } from "./rate-limit/scheduler-state";
export { PermissionDeniedError } from "./errors/permission-denied-error";
export type { PersonalAccessToken } from "./api/access-token";
export { RateLimitError } from "./errors/rate-limit-error";
export { containsTokenText, redactSecrets, redactTokenText } from "./token/redact";
export { RetriesExhaustedError } from "./errors/retries-exhausted-error";
export { Secret } from "./http/secret";
export { apiUrlOf, defaultSite, parseSite, sites, type Site } from "./token/sites";
export {
  aliasFromTokenId,
  normalizeTokenId,
  readToken,
  tokenIdFromAlias,
  type TokenProblem,
} from "./token/token-id";
export type { PageRequest, TokenPage } from "./api/token-page";
export { UnexpectedAnswerError } from "./errors/unexpected-response-error";
