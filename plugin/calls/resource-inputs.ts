import type { InputFailure } from "../../provider/schema/option-inputs";
import type { Lifecycle } from "../../provider/lifecycle";
import { batchInputs } from "../inputs/batch-inputs";
import { listInputs } from "../inputs/list-inputs";
import type { PreparedInputs } from "../inputs/prepared-inputs";
import { singleInputs } from "../inputs/single-inputs";
import type { Values } from "../wire/property-values";
import type { ResourceKind } from "../wire/resource-urn";

interface KindOfResource {
  prepare: (given: Values) => PreparedInputs | Promise<PreparedInputs>;
  /** The life of the resource. */
  provider: "revocation" | "revocationBatch";
}

/** The resources: how their inputs are read, and whose life they have. */
const kinds: Readonly<Record<ResourceKind, KindOfResource>> = {
  single: { prepare: (given) => singleInputs(given, "personal"), provider: "revocation" },
  service: { prepare: (given) => singleInputs(given, "service"), provider: "revocation" },
  batch: { prepare: batchInputs, provider: "revocationBatch" },
  list: { prepare: listInputs, provider: "revocationBatch" },
};

/** Turns a program's inputs into the lifecycle's. */
export async function prepareInputs(kind: ResourceKind, given: Values): Promise<PreparedInputs> {
  return kinds[kind].prepare(given);
}

/** The life of a resource, with every step of it. */
interface ResourceLife {
  check: (olds: Values, news: Values) => Promise<{ inputs: Values; failures: readonly InputFailure[] }>;
  diff: (id: string, olds: Values, news: Values) => Promise<{ changes: boolean; replaces: string[] }>;
  create: (inputs: Values) => Promise<{ id: string; outs: Values }>;
  read: (id: string, state: Values) => Promise<{ id: string; props: Values }>;
  update: (id: string, olds: Values, news: Values) => Promise<{ outs: Values }>;
  delete: (id: string, state: Values) => Promise<void>;
}

/** The life of a kind of resource. */
export function lifeOf(kind: ResourceKind, lifecycle: Lifecycle): ResourceLife {
  return lifecycle[kinds[kind].provider] as unknown as ResourceLife;
}
