import { Secret } from "../../../provider/datadog/http/secret";
import { locateTexts } from "../../../provider/datadog/locate/locate-texts";
import { recordsIn } from "../../../provider/schema/batch-state";
import { claimOf, type Claim } from "../../../provider/schema/claim";
import { recordIn } from "../../../provider/schema/revocation-state";
import { outcomeOf, type Outcome, type State } from "../lifecycle/outcome";
import { serviceAccountId, standardOptions } from "../lifecycle/resource-under-test";
import { personalId, type Bench } from "./bench";

/** The end of an operation as a person meets it. */
export interface OperationOutcome {
  /** The claim about the token; `removed` if nothing is kept of it, `none` if nothing was there to keep. */
  claim: Claim | "removed" | "none" | "live" | "notAccepted" | "untold" | "shown" | "notKnown";
  failure?: string;
  kept?: unknown;
}

/** The inputs of a single revocation. */
export const single = (tokenId: string, more: object = {}) => ({ ...standardOptions, tokenId, ...more });
/** The owner of the service token. */
export const service = { kind: "service", serviceAccountId };
const batchOf = ({ batchIds }: Bench, more: object = {}) => ({
  ...standardOptions,
  evidence: true,
  revocations: Object.fromEntries(batchIds.map((id) => [id, {}])),
  ...more,
});

const claimed = ({ state, failure }: Outcome, isBatch = false): OperationOutcome => {
  const told = failure === undefined ? {} : { failure };
  if (state === undefined) {
    return { claim: "none", ...told };
  }
  const record = isBatch
    ? recordsIn(state as never).find(({ tokenId }) => tokenId === personalId)
    : recordIn(state as never);
  return { claim: record ? claimOf(record) : "removed", kept: state, ...told };
};

const outsOf = (run: Promise<{ outs?: unknown }>) => run.then(({ outs }) => outs as object);

/** A single revocation. */
export function create(inputs: object) {
  return async ({ lifecycle }: Bench) =>
    claimed(await outcomeOf(() => outsOf(lifecycle.revocation.create(inputs))));
}

/** The state of a single revocation that is done, or armed. */
export function stateBefore(inputs: object) {
  return async ({ lifecycle }: Bench) =>
    (await outcomeOf(() => outsOf(lifecycle.revocation.create(inputs)))).state;
}

/** A batch of three tokens. */
export async function createBatch(bench: Bench): Promise<OperationOutcome> {
  const create = () => outsOf(bench.lifecycle.revocationBatch.create(batchOf(bench)));
  return claimed(await outcomeOf(create), true);
}

/** The state of a batch that is done, or armed. */
export function batchBefore(more: object = {}) {
  return async (bench: Bench): Promise<State | undefined> =>
    (await outcomeOf(() => outsOf(bench.lifecycle.revocationBatch.create(batchOf(bench, more))))).state;
}

/** An update that takes the token out of a batch. */
export function takeOut(more: object = {}) {
  return async (bench: Bench, before: State | undefined): Promise<OperationOutcome> => {
    const rest = { ...bench, batchIds: bench.batchIds.filter((id) => id !== personalId) };
    const run = () => bench.lifecycle.revocationBatch.update?.("batch", before, batchOf(rest, more));
    return claimed(await outcomeOf(() => outsOf(run() ?? Promise.resolve({})), before), true);
  };
}

/** An update that revokes what was armed. */
export async function update({ lifecycle }: Bench, before: State | undefined): Promise<OperationOutcome> {
  const run = () => lifecycle.revocation.update?.(personalId, before, single(personalId));
  return claimed(await outcomeOf(() => outsOf(run() ?? Promise.resolve({})), before));
}

/** A refresh of a single revocation. */
export async function refresh({ lifecycle }: Bench, before: State | undefined): Promise<OperationOutcome> {
  const run = () => lifecycle.revocation.read?.(personalId, before) ?? Promise.resolve({ props: {} });
  return claimed(await outcomeOf(() => run().then(({ props }) => props as object), before));
}

/** A refresh of a batch. */
export async function refreshBatch(
  { lifecycle }: Bench,
  before: State | undefined,
): Promise<OperationOutcome> {
  const run = () => lifecycle.revocationBatch.read?.("batch", before) ?? Promise.resolve({ props: {} });
  return claimed(await outcomeOf(() => run().then(({ props }) => props as object), before), true);
}

/** The end of a single revocation. */
export async function remove({ lifecycle }: Bench, state: State | undefined): Promise<OperationOutcome> {
  const run = () => lifecycle.revocation.delete?.(personalId, state) ?? Promise.resolve();
  const { failure, state: kept } = await outcomeOf(() => run().then(() => undefined), state);
  return failure === undefined
    ? { claim: "removed" }
    : claimed(kept ? { failure, state: kept } : { failure });
}

/** An import of the plugin's. */
export async function importIt({ lifecycle }: Bench): Promise<OperationOutcome> {
  return claimed(await outcomeOf(() => lifecycle.adopt(personalId, {}).then(({ state }) => state)));
}

/** A preview of a new revocation: what Datadog says of the token, as a person is told. */
export async function preview({ lifecycle, told }: Bench): Promise<OperationOutcome> {
  const { failures = [] } = (await lifecycle.revocation.check?.({}, single(personalId))) ?? {};
  const [failure] = failures.map(({ reason }) => reason);
  const words = told.join("\n");
  const claim = words.includes('"token-')
    ? "shown"
    : words.includes("does not know it (404)")
      ? "notKnown"
      : "untold";
  return { claim, ...(failure !== undefined && { failure }) };
}

/** The question where a leaked token is at home. */
export async function locate({ datadog, network, clock }: Bench): Promise<OperationOutcome> {
  const text = datadog.tokens.get(personalId)?.text ?? "";
  const found = await locateTexts(
    new Map([["it", [new Secret(text)]]]),
    { sites: ["datadoghq.eu"] },
    { send: network.send, clock },
  );
  const location = found.get("it");
  return { claim: (location?.status ?? "untold") as "untold", kept: location };
}
