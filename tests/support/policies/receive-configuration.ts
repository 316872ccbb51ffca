import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { AnalyzerStackConfigureRequest } from "@pulumi/pulumi/proto/analyzer_pb";

/** Receives the message with which the engine starts a pack. @returns what the pack is handed. */
export function receiveConfiguration(
  values: Record<string, string>,
  secretKeys: string[] = [],
): AnalyzerStackConfigureRequest {
  const request = new AnalyzerStackConfigureRequest().setStack("prod").setConfigSecretKeysList(secretKeys);
  for (const [key, value] of Object.entries(values)) {
    request.getConfigMap().set(key, value);
  }
  return AnalyzerService.configureStack.requestDeserialize(Buffer.from(request.serializeBinary()));
}
