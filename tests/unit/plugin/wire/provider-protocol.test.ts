import { DiffRequest, ReadResponse } from "@pulumi/pulumi/proto/provider_pb";
import fc from "fast-check";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { providerProtocol } from "../../../../plugin/wire/provider-protocol";
import { readProperties, rewritten, writeProperties } from "../../../../plugin/wire/property-values";

/** A request as the plugin reads it off the wire. */
function received(request: DiffRequest): DiffRequest {
  const { requestDeserialize } = providerProtocol["diff"] ?? {};
  return requestDeserialize?.(Buffer.from(request.serializeBinary())) as DiffRequest;
}

const isOwnName = (name: string) => name !== "__provider" && name !== "__proto__";

/** Any properties that a state may hold. */
const properties = fc.dictionary(
  fc.string().filter(isOwnName),
  fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes("__proto__")),
) as fc.Arbitrary<Record<string, JavaScriptValue>>;

test("a request's properties are read as the library reads them, and the rest of it with them", () => {
  fc.assert(
    fc.property(properties, properties, (olds, news) => {
      const request = new DiffRequest();
      request.setId("id");
      request.setUrn("urn");
      request.setOlds(Struct.fromJavaScript(olds));
      request.setNews(Struct.fromJavaScript(news));
      request.setIgnorechangesList(["one", "two"]);
      const read = received(request);
      expect([read.getId(), read.getUrn(), read.getIgnorechangesList()]).toEqual([
        "id",
        "urn",
        ["one", "two"],
      ]);
      expect(read.getOldInputs()).toBeUndefined();
      expect(read.getOlds()?.toJavaScript()).toEqual(request.getOlds()?.toJavaScript());
      expect(readProperties(read.getNews()).values).toEqual(request.getNews()?.toJavaScript());
    }),
  );
});

test("what a newer engine says beside that is passed over", () => {
  const known = new DiffRequest();
  known.setNews(Struct.fromJavaScript({ site: "datadoghq.eu" }));
  // Field 200, with a text in it; and within the value of a property a field 9.
  const unknown = Buffer.from([0xc2, 0x0c, 0x03, 0x6e, 0x65, 0x77]);
  const news = Buffer.from([0x22, 0x0a, 0x0a, 0x08, 0x0a, 0x01, 0x61, 0x12, 0x03, 0x4a, 0x01, 0x78]);
  const { requestDeserialize } = providerProtocol["diff"] ?? {};
  const read = (bytes: Buffer) => (requestDeserialize?.(bytes) as DiffRequest).getNews()?.toJavaScript();
  expect(read(Buffer.concat([known.serializeBinary(), unknown]))).toEqual({ site: "datadoghq.eu" });
  expect(read(news)).toEqual({ a: null });
});

test("what was read is written again as it was, secrets and all", () => {
  const request = new DiffRequest();
  request.setNews(writeProperties({ reason: "why", site: "datadoghq.eu" }, new Set(["reason"])));
  const response = new ReadResponse();
  response.setInputs(rewritten(received(request).getNews()));
  const { responseSerialize } = providerProtocol["read"] ?? {};
  const sent = ReadResponse.deserializeBinary(responseSerialize?.(response) ?? Buffer.alloc(0));
  expect(sent.getInputs()?.toJavaScript()).toEqual(request.getNews()?.toJavaScript());
  expect(readProperties(sent.getInputs()).secrets).toEqual(new Set(["reason"]));
  expect(rewritten(undefined)).toBeUndefined();
});
