import { createLifecycle } from "./lifecycle";
import { DeclaredTokens, folderOfRun } from "./session/declared-tokens";
import { EngineLog } from "./session/engine-log";

const lifecycle = createLifecycle({
  log: new EngineLog(),
  declared: new DeclaredTokens(folderOfRun()),
});

/**
 * Gives the provider of every resource that is one token. The dynamic-provider process calls it by this name, which stands
 * in the state of every stack, so it stays for ever.
 */
export const single = () => lifecycle.revocation;

/** Gives the provider of every `PersonalAccessTokenRevocationBatch` and `RevocationList`; this name stays, too. */
export const batch = () => lifecycle.revocationBatch;

/** The same two, by the names that stand in states of the first version's programs. */
export const { revocation, revocationBatch } = lifecycle;
