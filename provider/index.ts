import { InputChecker } from "./check/input-checker";
import { PersonalAccessTokenRevocationProvider } from "./resources/personal-access-token-revocation";
import { PersonalAccessTokenRevocationBatchProvider } from "./resources/personal-access-token-revocation-batch";
import { withUserFacingErrors } from "./resources/user-facing-errors";
import { Readings } from "./revocation/look-ahead/readings";
import { TokenDirectories } from "./revocation/service-tokens/token-directory";
import { DeclaredTokens, folderOfRun } from "./session/declared-tokens";
import { AccountWarnings } from "./session/account-warnings";
import { Organizations } from "./session/organizations";
import { Session } from "./session/session";

/** One of each for all resources of the process: they share settings, clients and rate limits, and count together. */
const session = new Session();
const process = {
  session,
  accountWarnings: new AccountWarnings(session),
  checker: new InputChecker(session, new DeclaredTokens(folderOfRun())),
  organizations: new Organizations(session),
  readings: new Readings(session.clock),
  directories: new TokenDirectories(session.clock),
};

/**
 * The provider of every `PersonalAccessTokenRevocation`, which the dynamic-provider process loads by this name: it
 * stands in the state of every stack, so it stays for ever.
 */
export const revocation = withUserFacingErrors(new PersonalAccessTokenRevocationProvider(process));

/** The provider of every `PersonalAccessTokenRevocationBatch` and `RevocationList`; this name stays, too. */
export const revocationBatch = withUserFacingErrors(new PersonalAccessTokenRevocationBatchProvider(process));
