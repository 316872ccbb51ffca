import { personalId, serviceId } from "./bench";
import type { Operation } from "./operation";
import { otherOperations } from "./other-operations";
import {
  batchBefore,
  create,
  createBatch,
  locate,
  refresh,
  refreshBatch,
  remove,
  service,
  single,
  stateBefore,
  update,
} from "./runs";
import {
  everyGet,
  everyList,
  isWith,
  theDelete,
  theIdentity,
  theList,
  theLookBefore,
  theVerification,
} from "./targets";

const armed = { revokeOn: "delete" };

/** The operations of the matrix, by their name on the page. */
export const operations = {
  "create: the DELETE": {
    tokenId: personalId,
    meets: theDelete(personalId),
    run: create(single(personalId)),
  },
  "create: the look before it": {
    tokenId: personalId,
    meets: theLookBefore,
    run: create(single(personalId)),
  },
  "create: the verification": {
    tokenId: personalId,
    meets: theVerification,
    run: create(single(personalId)),
  },
  "create: whose credentials they are": {
    tokenId: personalId,
    meets: theIdentity,
    run: create(single(personalId)),
  },
  "batch of three: the DELETE of one": {
    tokenId: personalId,
    meets: theDelete(personalId),
    run: createBatch,
  },
  "batch of three: the list before": { tokenId: personalId, meets: theList(false), run: createBatch },
  "batch of three: the list as a proof": { tokenId: personalId, meets: theList(true), run: createBatch },
  "service token: the DELETE": {
    tokenId: serviceId,
    meets: theDelete(serviceId),
    run: create(single(serviceId, service)),
  },
  "service token: the list that tells its account": {
    tokenId: serviceId,
    meets: everyList,
    run: create(single(serviceId, { kind: "service" })),
  },
  "service token: the verification": {
    tokenId: serviceId,
    meets: theVerification,
    run: create(single(serviceId, service)),
  },
  "any account: the look before": {
    tokenId: personalId,
    world: { isForAny: true },
    meets: theLookBefore,
    run: create(single(personalId, { account: "any" })),
  },
  "any account: the DELETE": {
    tokenId: personalId,
    world: { isForAny: true },
    meets: theDelete(personalId),
    run: create(single(personalId, { account: "any" })),
  },
  "update of an armed token: the DELETE": {
    tokenId: personalId,
    meets: theDelete(personalId),
    before: stateBefore(single(personalId, armed)),
    run: update,
  },
  "removal of an armed token: the DELETE": {
    tokenId: personalId,
    meets: theDelete(personalId),
    before: stateBefore(single(personalId, armed)),
    run: remove,
  },
  "removal of an armed token: the verification": {
    tokenId: personalId,
    meets: theVerification,
    before: stateBefore(single(personalId, armed)),
    run: remove,
  },
  "removal of a proven one: the DELETE": {
    tokenId: personalId,
    meets: theDelete(personalId),
    before: stateBefore(single(personalId)),
    run: remove,
  },
  "refresh: the GET": {
    tokenId: personalId,
    meets: everyGet,
    before: stateBefore(single(personalId)),
    run: refresh,
  },
  "refresh of a batch: the list": {
    tokenId: personalId,
    meets: everyList,
    before: batchBefore(),
    run: refreshBatch,
  },
  "locate: does it work": { tokenId: personalId, meets: isWith("/validate_keys"), run: locate },
  "locate: whose is it": { tokenId: personalId, meets: isWith("/current_user"), run: locate },
  ...otherOperations,
} satisfies Record<string, Operation>;

/** The name of an operation. */
export type OperationName = keyof typeof operations;
