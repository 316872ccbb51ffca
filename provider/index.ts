import { PersonalAccessTokenRevocationBatchProvider } from "./resources/personal-access-token-revocation-batch";
import { CredentialNotice } from "./session/missing-credentials-warning";
import { PersonalAccessTokenRevocationProvider } from "./resources/personal-access-token-revocation";
import { withReadableErrors } from "./resources/user-facing-errors";
import { RevocationListRecordProvider } from "./resources/revocation-list-record";
import { Session } from "./session/session";

/** One session and one notice for all resources of the process: they share settings, clients and pacing. */
const session = new Session();
const credentialNotice = new CredentialNotice(session);

/**
 * What the dynamic-provider process loads for every `PersonalAccessTokenRevocation`: the name stands in the state of
 * every stack, so it stays for ever.
 */
export const revocation = withReadableErrors(
  new PersonalAccessTokenRevocationProvider(session, credentialNotice),
);

/** What the process loads for every `PersonalAccessTokenRevocationBatch`; this name stays, too. */
export const revocationBatch = withReadableErrors(
  new PersonalAccessTokenRevocationBatchProvider(session, credentialNotice),
);

/** What the process loads for the record of every `RevocationList`; this name stays, too. */
export const revocationListRecord = withReadableErrors(new RevocationListRecordProvider(session));
