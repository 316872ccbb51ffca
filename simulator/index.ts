/** A stand-in for Datadog's endpoints for personal access tokens and for who asks: start it, point a client at its `url`, look at what it saw. */
export { defaultOrganization, startSimulator } from "./start-simulator";
export type { Simulator, SimulatorOptions } from "./start-simulator";
export type { CredentialKind } from "./requests/credentials";
export type { AcceptedCredentials } from "./requests/authentication";
export type { Permissions, Reach } from "./requests/permissions";
export type { Faults, ListDistortion, RequestMatch, ScriptedAnswer } from "./faults/faults";
export type { Ledger, LedgerEntry, LedgerFilter, Violation } from "./requests/ledger";
export type { RateLimit } from "./faults/rate-limit";
export type { NewToken, TokenType } from "./tokens/new-token";
export type { SimulatedToken, TokenStore } from "./tokens/tokens";
export type { Delegation } from "./tokens/delegated-tokens";
export type { RandomBytes } from "./tokens/token-text";
export { aliasOfTokenId, makeTokenText, tokenIdOfAlias } from "./tokens/token-text";
