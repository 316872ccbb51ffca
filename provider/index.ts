import { PersonalAccessTokenRevocationProvider } from "./personal-access-token-revocation";
import { withReadableErrors } from "./readable-errors";
import { Session } from "./session";

/**
 * What the dynamic-provider process loads for every `PersonalAccessTokenRevocation`: the name stands in the state of
 * every stack, so it stays for ever.
 */
export const revocation = withReadableErrors(new PersonalAccessTokenRevocationProvider(new Session()));
