import { Metadata, status, type ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { redactTokenText } from "../../provider/datadog/token/redact";
import { writeProperties } from "./property-values";

/** The parts of a resource that is half done, as an error carries them. */
interface HalfDone {
  id: string;
  properties: object;
  reasons: readonly string[];
}

/** An error as gRPC sends it. */
export class CallError extends Error implements Partial<ServiceError> {
  override readonly name = "CallError";
  readonly code = status.UNKNOWN;
  readonly details: string;
  readonly metadata?: Metadata;

  constructor(message: string, metadata?: Metadata) {
    super(message);
    this.details = message;
    if (metadata !== undefined) {
      this.metadata = metadata;
    }
  }
}

/** Writes an error for the wire, in words for people; a half-done resource goes with it, and the engine keeps it. */
export function toCallError(
  error: unknown,
  secrets: ReadonlySet<string> = new Set(),
  inWords: (text: string) => string = (text) => text,
): CallError {
  if (error instanceof CallError) {
    return error;
  }
  const told = (text: string) => redactTokenText(inWords(text));
  const message = told(error instanceof Error ? error.message : String(error));
  if (!isHalfDone(error)) {
    return new CallError(message);
  }
  const { __provider: _, ...properties } = error.properties as Record<string, unknown>;
  const failed = new ErrorResourceInitFailed();
  failed.setId(error.id);
  failed.setProperties(writeProperties(properties, secrets));
  failed.setReasonsList(error.reasons.map(told));
  const detail = new Any();
  detail.pack(failed.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const whole = new Status();
  whole.setCode(status.UNKNOWN);
  whole.setMessage(message);
  whole.addDetails(detail);
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(whole.serializeBinary()));
  return new CallError(message, metadata);
}

function isHalfDone(error: unknown): error is HalfDone {
  return error instanceof Error && "id" in error && "properties" in error && "reasons" in error;
}
