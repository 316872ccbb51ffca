import type { dynamic } from "@pulumi/pulumi";
import { InputChecker } from "./check/input-checker";
import { CountedRecords } from "./check/uncounted-record";
import type { TokenOwner } from "./datadog/token/token-owner";
import type { Process } from "./resources/revocation-contexts";
import { adopt, type AdoptedRevocation } from "./resources/adopt";
import { PersonalAccessTokenRevocationProvider } from "./resources/personal-access-token-revocation";
import { PersonalAccessTokenRevocationBatchProvider } from "./resources/personal-access-token-revocation-batch";
import { Removals } from "./resources/removals";
import { withUserFacingErrors } from "./resources/user-facing-errors";
import { Readings } from "./revocation/look-ahead/readings";
import { TokenDirectories } from "./revocation/service-tokens/token-directory";
import { AccountWarnings } from "./session/account-warnings";
import { DeclaredTokens } from "./session/declared-tokens";
import { Organizations } from "./session/organizations";
import { Session, type SessionOptions } from "./session/session";

/** The parts of a lifecycle that come from outside. */
export interface LifecycleOptions extends SessionOptions {
  /** The tokens that this run declares. @defaultValue those that this lifecycle has checked */
  declared?: DeclaredTokens;
}

/** The life of every resource of a process: they share settings, clients and rate limits, and count together. */
export interface Lifecycle {
  session: Session;
  checker: InputChecker;
  /** The life of one token's revocation, of whichever kind. */
  revocation: dynamic.ResourceProvider;
  /** The life of a batch or of a list. */
  revocationBatch: dynamic.ResourceProvider;
  /** Adopts one token's revocation that was there before the program. */
  adopt: (id: string, owner: TokenOwner) => Promise<AdoptedRevocation>;
}

/** Makes one of each for all resources of a process. */
export function createLifecycle({
  declared = new DeclaredTokens(),
  ...options
}: LifecycleOptions): Lifecycle {
  const session = new Session(options);
  const process = createProcess(session, declared);
  return {
    session,
    checker: process.checker,
    adopt: (id, owner) => adopt(id, owner, process),
    revocation: withUserFacingErrors(new PersonalAccessTokenRevocationProvider(process)),
    revocationBatch: withUserFacingErrors(new PersonalAccessTokenRevocationBatchProvider(process)),
  };
}

/** Makes what all resources of a process share, around their session. */
export function createProcess(session: Session, declared = new DeclaredTokens()): Process {
  return {
    session,
    accountWarnings: new AccountWarnings(session),
    checker: new InputChecker(session, declared),
    countedRecords: new CountedRecords(session),
    organizations: new Organizations(session),
    readings: new Readings(session.clock),
    removals: new Removals(session.clock),
    directories: new TokenDirectories(session),
  };
}
