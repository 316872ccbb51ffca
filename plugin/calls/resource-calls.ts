import {
  CreateResponse,
  DiffResponse,
  ReadResponse,
  UpdateResponse,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  type ReadRequest,
  type UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { secretOutputs } from "../inputs/prepared-inputs";
import { changedInputs } from "../instance/provider-config";
import type { ProviderInstance } from "../instance/provider-instance";
import { toCallError } from "../wire/call-error";
import { inOwnWords } from "../wire/own-words";
import { readProperties, rewritten, writeProperties, type Properties } from "../wire/property-values";
import { resourceKindOf } from "../wire/resource-urn";
import { adopt, refusePart } from "./adopt";
import { refuseIgnored } from "./ignored-changes";
import { previewOf } from "./preview";
import { lifeOf } from "./resource-inputs";
import { failForUntold } from "./untold";

/** Compares; what could not be told of a list's reports is a change, so that no run passes over it. */
export async function diff(request: DiffRequest, instance: ProviderInstance): Promise<DiffResponse> {
  const urn = request.getUrn();
  refuseIgnored(urn, request.getIgnorechangesList());
  const life = lifeOf(resourceKindOf(urn), instance.lifecycle);
  const { values: olds } = readProperties(request.getOlds());
  const { values: news } = readProperties(request.getNews());
  const { changes, replaces } = await life.diff(request.getId(), olds, news);
  const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
  const response = new DiffResponse();
  if (changes || instance.untoldOf(urn).length > 0) {
    response.setChanges(DIFF_SOME);
    // Of the names the engine finds those for which the program has replaceOnChanges.
    response.setDiffsList(changedInputs(readProperties(request.getOldInputs()).values, news));
  } else {
    response.setChanges(DIFF_NONE);
  }
  response.setReplacesList(replaces);
  return response;
}

export async function create(request: CreateRequest, instance: ProviderInstance): Promise<CreateResponse> {
  const urn = request.getUrn();
  const kind = resourceKindOf(urn);
  const news = readProperties(request.getProperties());
  const response = new CreateResponse();
  if (request.getPreview()) {
    response.setProperties(written(previewOf(kind, news)));
    return response;
  }
  const kept = secretOutputs(news.secrets);
  return withSecrets(kept, async () => {
    const { id, outs } = await lifeOf(kind, instance.lifecycle).create(news.values);
    failForUntold(id, outs, instance.untoldOf(urn));
    response.setId(id);
    response.setProperties(writeProperties(outs, kept));
    return response;
  });
}

export async function update(request: UpdateRequest, instance: ProviderInstance): Promise<UpdateResponse> {
  const urn = request.getUrn();
  const kind = resourceKindOf(urn);
  const olds = readProperties(request.getOlds());
  const news = readProperties(request.getNews());
  const response = new UpdateResponse();
  if (request.getPreview()) {
    response.setProperties(written(previewOf(kind, news, olds)));
    return response;
  }
  const kept = secretOutputs(news.secrets);
  return withSecrets(kept, async () => {
    const id = request.getId();
    const { outs } = await lifeOf(kind, instance.lifecycle).update(id, olds.values, news.values);
    failForUntold(id, outs, instance.untoldOf(urn));
    response.setProperties(writeProperties(outs, kept));
    return response;
  });
}

/** Reads a resource again; one of which nothing but its id is known is to be adopted. */
export async function read(request: ReadRequest, instance: ProviderInstance): Promise<ReadResponse> {
  const kind = resourceKindOf(request.getUrn());
  const state = readProperties(request.getProperties());
  const inputs = readProperties(request.getInputs());
  const response = new ReadResponse();
  if (Object.keys(state.values).length === 0) {
    const adopted = await adopt(kind, request.getId(), instance.lifecycle);
    response.setId(adopted.id);
    response.setProperties(writeProperties(adopted.state));
    response.setInputs(writeProperties(adopted.inputs));
    return response;
  }
  refusePart(kind, request.getId(), state.values);
  const kept = secretOutputs(new Set([...state.secrets, ...inputs.secrets]));
  const { id, props } = await lifeOf(kind, instance.lifecycle).read(request.getId(), state.values);
  response.setId(id);
  response.setProperties(writeProperties(props, kept));
  response.setInputs(rewritten(request.getInputs()));
  return response;
}

export async function remove(request: DeleteRequest, instance: ProviderInstance): Promise<Empty> {
  const life = lifeOf(resourceKindOf(request.getUrn()), instance.lifecycle);
  await life.delete(request.getId(), readProperties(request.getProperties()).values);
  return new Empty();
}

/** Runs what may leave a resource half done: what is kept of it then has the secrets that it would have had. */
async function withSecrets<Result>(
  secrets: ReadonlySet<string>,
  run: () => Promise<Result>,
): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw toCallError(error, secrets, inOwnWords);
  }
}

function written({ values, secrets }: Properties) {
  return writeProperties(values, secrets);
}
