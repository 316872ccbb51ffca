import { createLifecycle } from "./lifecycle";
import { DeclaredTokens, folderOfRun } from "./session/declared-tokens";
import { EngineLog } from "./session/engine-log";

const lifecycle = createLifecycle({
  log: new EngineLog(),
  declared: new DeclaredTokens(folderOfRun()),
});

/**
 * The provider of every `PersonalAccessTokenRevocation`, which the dynamic-provider process loads by this name: it
 * stands in the state of every stack, so it stays for ever.
 */
export const { revocation } = lifecycle;

/** The provider of every `PersonalAccessTokenRevocationBatch` and `RevocationList`; this name stays, too. */
export const { revocationBatch } = lifecycle;
