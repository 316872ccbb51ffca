export type { Identity } from "./api/identity";
export type { AccessToken, PageRequest, TokenLeak, TokenPage } from "./api/access-token";
export { createDatadogClient, type DatadogClient, type RevokeResult } from "./client";
export type { CallOptions, DatadogClientOptions } from "./client-options";
export { CredentialRejectedError } from "./errors/credential-rejected-error";
export { DatadogError, isCredentialsError } from "./errors/datadog-error";
export { parseApiUrl } from "./http/api-url";
export { systemClock, type Clock } from "./http/clock";
export { expiryOf, ownToken, type Credentials, type CredentialSource } from "./http/credentials";
export { DelegatedToken } from "./http/delegated-token";
export { Secret } from "./http/secret";
export { interruptionReason, untilInterrupted } from "./http/until-interrupted";
export type { RequestScheduler } from "./rate-limit/request-scheduler";
export { RequestSchedulers } from "./rate-limit/request-schedulers";
export {
  accountSiteKey,
  accountSiteName,
  accountSiteOf,
  anyAccount,
  defaultAccount,
  type AccountSite,
} from "./token/account-site";
export { redactTokenText } from "./token/redact";
export { apiUrlOf, defaultSite, isLoopback, parseSite, siteOfHost, sites, type Site } from "./token/sites";
