import { CheckFailure, CheckResponse, type CheckRequest } from "@pulumi/pulumi/proto/provider_pb";
import { redactTokenText } from "../../provider/datadog/token/redact";
import { secretInputs, type PreparedInputs } from "../inputs/prepared-inputs";
import { inOwnWords } from "../wire/own-words";
import type { ProviderInstance } from "../instance/provider-instance";
import { readProperties, writeProperties, type Values } from "../wire/property-values";
import { resourceKindOf } from "../wire/resource-urn";
import { lifeOf, prepareInputs } from "./resource-inputs";

/** Checks a resource's inputs; an input that the program took from a leak is not among those that the engine gets back. */
export async function check(request: CheckRequest, instance: ProviderInstance): Promise<CheckResponse> {
  const urn = request.getUrn();
  const kind = resourceKindOf(urn);
  const { lifecycle } = instance;
  const olds = readProperties(request.getOlds());
  const news = readProperties(request.getNews());
  let prepared: PreparedInputs;
  try {
    prepared = await prepareInputs(kind, news.values);
  } catch (error) {
    // Later removals must know that not everything is declared.
    lifecycle.checker.noteFailure();
    return checkResponse({}, [error instanceof Error ? error.message : String(error)]);
  }
  for (const warning of prepared.warnings) {
    await lifecycle.session.log.warn(warning);
  }
  instance.noteUntold(urn, prepared.untold);
  const { inputs, failures } = await lifeOf(kind, lifecycle).check(olds.values, prepared.inputs);
  return checkResponse(
    inputs,
    failures.map(({ property, reason }) => (property === "" ? reason : `${property}: ${reason}`)),
    secretInputs(news.secrets),
  );
}

/**
 * The answer to a check. Of a failure that names a property the engine prints the property's value, be it a secret: so the
 * name stands in the words alone.
 */
export function checkResponse(
  inputs: Values,
  reasons: readonly string[],
  secrets?: ReadonlySet<string>,
): CheckResponse {
  const response = new CheckResponse();
  response.setInputs(writeProperties(inputs, secrets));
  response.setFailuresList(
    reasons.map((reason) => {
      const failure = new CheckFailure();
      failure.setReason(redactTokenText(inOwnWords(reason)));
      return failure;
    }),
  );
  return response;
}
