/** A stand-in for Datadog's personal access token endpoints: start it, point a client at its `url`, look at what it saw. */
export { startSimulator } from "./start-simulator";
export type { Simulator, SimulatorOptions } from "./start-simulator";
export type { AcceptedCredentials, CredentialKind } from "./credentials";
export type { Faults, RequestMatch, ScriptedAnswer } from "./faults";
export type { Ledger, LedgerEntry, LedgerFilter, Violation } from "./ledger";
export type { RateLimit } from "./rate-limit";
export type { NewToken } from "./new-token";
export type { SimulatedToken, TokenStore, TokenType } from "./tokens";
export type { RandomBytes } from "./token-text";
export { aliasOfTokenId, makeTokenText, tokenIdOfAlias } from "./token-text";
