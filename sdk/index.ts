export {
  PersonalAccessTokenRevocation,
  type PersonalAccessTokenRevocationArgs,
} from "./personal-access-token-revocation";
export type { OnNotFound, RevokeOn } from "../provider/options";
export type { RevocationStatus } from "../provider/revocation-status";
export type { RevocationEvidence } from "../provider/state";
