import type { State } from "../lifecycle/outcome";
import { personalId, unknownId, type Bench } from "./bench";
import type { Operation } from "./operation";
import {
  batchBefore,
  create,
  importIt,
  preview,
  refresh,
  refreshBatch,
  single,
  stateBefore,
  takeOut,
} from "./runs";
import { everyGet, everyList, theAccount, theDelete, theLookBefore } from "./targets";

const armed = { revokeOn: "delete" };
const forAny = { world: { isForAny: true } };

/** Operations on tokens that are not as one's own new ones: alive again, dead already, taken out, or out of sight. */
export const otherOperations = {
  "refresh of a batch that no list shows: the GETs": {
    tokenId: personalId,
    meets: everyGet,
    before: withoutList(batchBefore()),
    run: refreshBatch,
  },
  "refresh of one that is alive again: the GET": {
    tokenId: personalId,
    isAliveAgain: true,
    meets: everyGet,
    before: revived(stateBefore(single(personalId))),
    run: refresh,
  },
  "refresh of a batch, one of it alive again: the list": {
    tokenId: personalId,
    isAliveAgain: true,
    meets: everyList,
    before: revived(batchBefore()),
    run: refreshBatch,
  },
  "one taken out of a batch: the final DELETE": {
    tokenId: personalId,
    meets: theDelete(personalId),
    before: batchBefore(),
    run: takeOut(),
  },
  "an armed one taken out of a batch: the DELETE": {
    tokenId: personalId,
    meets: theDelete(personalId),
    before: batchBefore(armed),
    run: takeOut(armed),
  },
  "any account, the one that has not got it: whatever it is asked": {
    tokenId: personalId,
    ...forAny,
    meets: theAccount(false),
    run: create(single(personalId, { account: "any" })),
  },
  "any account, the one that has it: whatever it is asked": {
    tokenId: personalId,
    ...forAny,
    isUnseen: true,
    meets: theAccount(true),
    run: create(single(personalId, { account: "any" })),
  },
  "any account, and none shows it: whatever one is asked": {
    tokenId: unknownId,
    ...forAny,
    meets: theAccount(false),
    run: create(single(unknownId, { account: "any" })),
  },
  "create of a dead one: the DELETE": {
    tokenId: personalId,
    meets: theDelete(personalId),
    before: revokedBySomebody,
    run: create(single(personalId)),
  },
  "import of a dead one: the GET": {
    tokenId: personalId,
    meets: everyGet,
    before: revokedBySomebody,
    run: importIt,
  },
  "preview: the look ahead": { tokenId: personalId, meets: theLookBefore, run: preview },
  "credentials that may not read: the DELETE": {
    tokenId: personalId,
    world: { permissions: { read: "none" } },
    isUnseen: true,
    meets: theDelete(personalId),
    run: create(single(personalId)),
  },
  "credentials that see their own tokens alone: the DELETE": {
    tokenId: personalId,
    world: { permissions: { read: "own" } },
    isUnseen: true,
    meets: theDelete(personalId),
    run: create(single(personalId)),
  },
} satisfies Record<string, Operation>;

type Before = (bench: Bench) => Promise<State | undefined>;

/** Lets somebody bring the token back to life after all, more than a minute later. */
function revived(before: Before): Before {
  return async (bench) => {
    const state = await before(bench);
    bench.datadog.tokens.revive(personalId);
    await bench.clock.sleep(61_000);
    return state;
  };
}

/** Takes the list away from the credentials, from then on. */
function withoutList(before: Before): Before {
  return async (bench) => {
    const state = await before(bench);
    bench.datadog.faults.answer({ path: "/api/v2/personal_access_tokens" }, [403], Infinity);
    return state;
  };
}

async function revokedBySomebody({ datadog }: Bench): Promise<undefined> {
  await Promise.resolve(datadog.tokens.revoke(personalId));
}
