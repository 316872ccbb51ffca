import type { dynamic } from "@pulumi/pulumi";
import type { BatchInputs } from "../../../provider/schema/batch-inputs";
import { batchStateOf, recordsIn, type BatchState } from "../../../provider/schema/batch-state";
import type { TokenOwner } from "../../../provider/datadog/token/token-owner";
import { omitUndefined } from "../../../provider/datadog/token/omit-undefined";
import type { OptionInputs } from "../../../provider/schema/option-inputs";
import type { RevocationRecord } from "../../../provider/schema/revocation-record";
import { recordIn, stateOf, type RevocationState } from "../../../provider/schema/revocation-state";
import { InMemoryDatadog, organization } from "./in-memory-datadog";
import { asKept, outcomeOf, type Outcome, type State } from "./outcome";
import { inPersonalWords, toldAsPersonal } from "./personal-words";
import { longAgo, providerUnderTest, tokenId, type SettingsUnderTest } from "./provider-under-test";

export type { State } from "./outcome";

/** The resources that a token's revocation can be, or be a part of. */
export const kinds = [
  "a single revocation",
  "a batch of one",
  "one of a batch of three",
  "a service token's revocation",
  "a service token of a batch of three",
] as const;
export type Kind = (typeof kinds)[number];

/** Tells the resources that are one token's alone, whose end is a destroy. */
export const isSingle = (kind: Kind): boolean => kind.endsWith("revocation");

/** Each row of a table, for each of the kinds. */
export function ofEachKind<Row extends object>(rows: readonly Row[]): (Row & { kind: Kind })[] {
  return kinds.flatMap((kind) => rows.map((row) => ({ ...row, kind })));
}

type Options = Partial<OptionInputs>;

/** A record's words, undefined for those that it does not have. */
type RecordWords = { [Key in keyof RevocationRecord]?: RevocationRecord[Key] | undefined };

/** The options that hold if a test says nothing else. */
export const standardOptions = {
  site: "datadoghq.eu",
  revokeOn: "both",
  onNotFound: "accept",
  verify: true,
} as const satisfies OptionInputs;

/** The service account of the token, where it is one's. */
export const serviceAccountId = "48e5159f-e308-11ef-bcfc-2666505bfd8f";

const neighbours = ["61c07794-df2a-4403-a6ad-caa6bb70dae2", "6ada9c44-0b7f-4e35-826b-ccecd6d358d5"];

/** Neighbours' tokens enough that reading the list takes more calls than asking for three tokens. */
const others = Array.from(
  { length: 300 },
  (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
);

/** The life of one token's revocation, in the same words for every resource. */
export interface ResourceUnderTest {
  readonly datadog: InMemoryDatadog;
  readonly clock: ReturnType<typeof providerUnderTest>["clock"];
  readonly warnings: string[];
  readonly messages: string[];
  create: (options?: Options) => Promise<Outcome>;
  refresh: (state: State) => Promise<Outcome>;
  update: (state: State, options?: Options) => Promise<Outcome>;
  /** Ends the whole resource. */
  destroy: (state: State) => Promise<Outcome>;
  /** Ends the token's revocation; those of other tokens go on. */
  takeOut: (state: State) => Promise<Outcome>;
  diff: (state: State, options?: Options) => Promise<dynamic.DiffResult>;
  /** Declares the token in another resource of the same run. */
  declareElsewhere: (options?: Options) => Promise<void>;
  /** A state as an earlier run left it: revoked and verified long ago, but for what is said here. */
  stateWith: (record?: RecordWords, options?: Options) => State;
  /** The token's record; undefined if there is none. */
  recordOf: (state: State | undefined) => RevocationRecord | undefined;
}

/** A resource with its provider, and an organisation in which the token is not alive unless the test issues it. */
export function resourceUnderTest(kind: Kind, settings: SettingsUnderTest = {}): ResourceUnderTest {
  const owner: TokenOwner = kind.startsWith("a service token") ? { kind: "service", serviceAccountId } : {};
  const organisation = new InMemoryDatadog(others);
  if (owner.serviceAccountId !== undefined) {
    organisation.serviceAccounts.set(tokenId, owner.serviceAccountId);
  }
  const underTest = providerUnderTest(organisation, { ...settings, inWords: inPersonalWords });
  const common = {
    datadog: organisation,
    ...underTest,
    declareElsewhere: async (options: Options = {}) => {
      await underTest.provider.check({}, { ...standardOptions, ...options, ...owner, tokenId });
    },
  };
  const life = lifeOf(kind, underTest, organisation, owner);
  return { ...common, ...toldAsPersonal(life, owner) };
}

function lifeOf(kind: Kind, underTest: UnderTest, organisation: InMemoryDatadog, owner: TokenOwner): Life {
  switch (kind) {
    case "a single revocation":
    case "a service token's revocation":
      return singleRevocation(underTest, owner);
    case "a batch of one":
      return batch(underTest, organisation, []);
    case "one of a batch of three":
    case "a service token of a batch of three":
      return batch(underTest, organisation, neighbours, owner);
  }
}

type UnderTest = ReturnType<typeof providerUnderTest>;
type Life = Omit<ResourceUnderTest, "datadog" | "clock" | "warnings" | "messages" | "declareElsewhere">;

function singleRevocation({ provider }: UnderTest, owner: TokenOwner = {}): Life {
  const inputsOf = (options: Options = {}) => ({ ...standardOptions, ...options, ...owner, tokenId });
  const destroy = (state: State) =>
    outcomeOf(() => provider.delete(tokenId, stateIn(state)).then(() => undefined), state);
  return {
    create: (options) => outcomeOf(() => provider.create(inputsOf(options)).then(({ outs }) => outs)),
    refresh: (state) =>
      outcomeOf(() => provider.read(tokenId, stateIn(state)).then(({ props }) => props), state),
    update: (state, options) =>
      outcomeOf(
        () => provider.update(tokenId, stateIn(state), inputsOf(options)).then(({ outs }) => outs),
        state,
      ),
    destroy,
    takeOut: destroy,
    diff: (state, options) => provider.diff(tokenId, stateIn(state), inputsOf(options)),
    stateWith: (record, options) =>
      asKept(stateOf(inputsOf(options), { ...recordWith(record, options), ...owner })),
    recordOf: (state) => state && recordIn(stateIn(state)),
  };
}

function batch(
  { batches }: UnderTest,
  datadog: InMemoryDatadog,
  besides: readonly string[],
  owner: TokenOwner = {},
): Life {
  const id = "a-batch";
  const inputsOf = (options: Options = {}, tokenIds = [tokenId, ...besides]): BatchInputs => ({
    ...standardOptions,
    ...options,
    revocations: Object.fromEntries(tokenIds.map((each) => [each, each === tokenId ? owner : {}])),
    evidence: true,
  });
  const update = (state: State, inputs: BatchInputs) =>
    outcomeOf(() => batches.update(id, batchStateIn(state), inputs).then(({ outs }) => outs), state);
  return {
    create: (options) => {
      besides.forEach((each) => {
        datadog.issue(each);
      });
      return outcomeOf(() => batches.create(inputsOf(options)).then(({ outs }) => outs));
    },
    refresh: (state) =>
      outcomeOf(() => batches.read(id, batchStateIn(state)).then(({ props }) => props), state),
    update: (state, options) => update(state, inputsOf(options)),
    destroy: (state) => outcomeOf(() => batches.delete(id, batchStateIn(state)).then(() => undefined), state),
    takeOut: (state) => update(state, inputsOf(optionsIn(state), [...besides])),
    diff: (state, options) => batches.diff(id, batchStateIn(state), inputsOf(options)),
    stateWith: (record, options) => {
      const records = [tokenId, ...besides].map((each) => ({
        ...recordWith(each === tokenId ? record : {}, options),
        tokenId: each,
        ...(each === tokenId ? owner : {}),
      }));
      return asKept(batchStateOf(inputsOf(options), inputsOf(options).revocations, records));
    },
    recordOf: (state) => state && recordsIn(batchStateIn(state)).find((each) => each.tokenId === tokenId),
  };
}

function recordWith(record: RecordWords = {}, options: Options = {}): RevocationRecord {
  const { site, revokeOn, onNotFound } = { ...standardOptions, ...options };
  const done = { status: "revoked", revokedAt: longAgo, verifiedAt: longAgo, organization } as const;
  return {
    tokenId,
    site,
    revokeOn,
    onNotFound,
    ...omitUndefined({ ...done, ...record }),
  } as RevocationRecord;
}

function stateIn(state: State): RevocationState {
  return state as unknown as RevocationState;
}

function batchStateIn(state: State): BatchState {
  return state as unknown as BatchState;
}

function optionsIn(state: State): Options {
  const { site, revokeOn, onNotFound, verify } = batchStateIn(state);
  return { site, revokeOn, onNotFound, verify };
}
