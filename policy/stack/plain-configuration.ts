import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";

let plain: ReadonlyMap<string, string> | undefined;
let all: ReadonlyMap<string, string> | undefined;

/** The words for a configuration that the engine has not told. */
export const configurationUntold =
  "The engine has not told this policy the stack's configuration, so nothing is known of it. The pack needs " +
  "Pulumi 3.251.0 or newer, and one copy of @pulumi/pulumi for itself and @pulumi/policy.";

/**
 * The stack's configuration in plain text, by fully qualified key (`datadog:apiKey`). A value of several
 * parts is its JSON. Secret values are not in it.
 *
 * @returns undefined if the engine has not told it
 */
export function plainConfiguration(): ReadonlyMap<string, string> | undefined {
  return plain;
}

/**
 * The whole configuration, secret values among it, for what is decided by it and never shown.
 *
 * @returns undefined if the engine has not told it
 */
export function stackConfiguration(): ReadonlyMap<string, string> | undefined {
  return all;
}

/**
 * Keeps what the engine tells of the stack's configuration when it starts the pack. The message says which keys are
 * secret; `@pulumi/policy` 1.21.0 hands on the stack's tags alone
 * (https://github.com/pulumi/pulumi-policy/issues/241), so it is read where it comes in, and passed on unchanged.
 */
export function keepPlainConfiguration(): void {
  const { configureStack } = AnalyzerService;
  const read = configureStack.requestDeserialize;
  configureStack.requestDeserialize = (bytes) => {
    const request = read(bytes);
    const secret = new Set(request.getConfigSecretKeysList());
    all = new Map(request.getConfigMap().getEntryList());
    plain = new Map([...all].filter(([key]) => !secret.has(key)));
    return request;
  };
}
