import type { MethodDefinition, ServiceDefinition } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { RequestReader } from "./request-reader";

/** A class of messages, as generated. */
interface MessageType {
  new (): object;
  deserializeBinaryFromReader: (message: object, reader: RequestReader) => object;
}

/** A message, as generated. */
interface Message {
  serializeBinary: () => Uint8Array<ArrayBuffer>;
}

/** One of the protocol's calls, as generated: it says of which class its requests are. */
type Call = MethodDefinition<object, Message> & { requestType: MessageType };

/** The calls of a provider: their requests are read with the properties as plain values, their responses sent without a copy. */
export const providerProtocol: ServiceDefinition = Object.fromEntries(
  Object.entries(ResourceProviderService as unknown as Record<string, Call>).map(([name, call]) => [
    name,
    {
      ...call,
      requestDeserialize: (bytes: Buffer) =>
        call.requestType.deserializeBinaryFromReader(new call.requestType(), new RequestReader(bytes)),
      responseSerialize: (message: Message) => {
        const { buffer, byteOffset, length } = message.serializeBinary();
        return Buffer.from(buffer, byteOffset, length);
      },
    },
  ]),
);
