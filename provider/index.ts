import { PersonalAccessTokenRevocationBatchProvider } from "./personal-access-token-revocation-batch";
import { CredentialNotice } from "./credential-notice";
import { PersonalAccessTokenRevocationProvider } from "./personal-access-token-revocation";
import { withReadableErrors } from "./readable-errors";
import { RevocationListRecordProvider } from "./revocation-list-record";
import { Session } from "./session";

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
