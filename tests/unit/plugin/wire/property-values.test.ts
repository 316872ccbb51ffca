import { CreateResponse } from "@pulumi/pulumi/proto/provider_pb";
import fc from "fast-check";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { readProperties, writeProperties } from "../../../../plugin/wire/property-values";
import { unknownValue } from "../../../../provider/schema/unknown";

const signature = "4dabf18193072939515e22adb298388d";
const secret = (value: JavaScriptValue) => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", value });
const structOf = (values: Record<string, JavaScriptValue>) => Struct.fromJavaScript(values);

test("what is written is read again, secrets with it", () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((name) => name !== "__provider" && name !== "__proto__"),
        fc.oneof(
          fc.string(),
          fc.boolean(),
          fc.integer(),
          fc.array(fc.string()),
          fc.dictionary(
            fc.string().filter((name) => name !== "__proto__"),
            fc.string(),
          ),
        ),
      ),
      fc.array(fc.nat()),
      (values, picks) => {
        const names = Object.keys(values);
        const secrets = new Set(picks.flatMap((pick) => names.slice(pick % (names.length || 1)).slice(0, 1)));
        const read = readProperties(writeProperties(values, secrets));
        expect({ ...read.values }).toEqual({ ...values });
        expect([...read.secrets].sort()).toEqual([...secrets].sort());
      },
    ),
  );
});

test("a secret is read wherever it stands, and told by the name of its property", () => {
  const struct = structOf({ reason: secret("why"), tokens: ["a", secret("b")], ticket: "SEC-1" });
  expect(readProperties(struct)).toEqual({
    values: { reason: "why", tokens: ["a", "b"], ticket: "SEC-1" },
    secrets: new Set(["reason", "tokens"]),
  });
});

test.each([
  ["text", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"],
  ["true or false", "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7"],
  ["a number", "3eeb2bf0-c639-47a8-9e75-3b44932eb421"],
  ["a list", "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2"],
  ["a map", "dd056dcd-154b-4c76-9bd3-c8f88648b5ff"],
])("%s that is not known yet is the lifecycle's unknown value", (_, sentinel) => {
  expect(readProperties(structOf({ verify: sentinel })).values).toEqual({ verify: unknownValue });
});

test("the text by which the dynamic provider is found is dropped", () => {
  expect(
    readProperties(structOf({ __provider: "exports.handler = …", site: "datadoghq.eu" })).values,
  ).toEqual({ site: "datadoghq.eu" });
});

test("absent values are left out", () => {
  expect(writeProperties({ site: "datadoghq.eu", reason: undefined }).toJavaScript()).toEqual({
    site: "datadoghq.eu",
  });
});

test("what goes over the wire is what was written, of every type and length", () => {
  const overTheWire = (values: object): object => {
    const response = new CreateResponse();
    response.setProperties(writeProperties(values, new Set(["secret"])));
    const received = CreateResponse.deserializeBinary(response.serializeBinary()).getProperties();
    return { ...readProperties(received).values };
  };
  const json = fc.dictionary(
    fc.string().filter((name) => name !== "__provider" && name !== "__proto__"),
    fc.jsonValue({ maxDepth: 4 }),
  );
  fc.assert(
    fc.property(json, (values) => {
      const expected: unknown = JSON.parse(JSON.stringify(values));
      fc.pre(!JSON.stringify(values).includes("__proto__"));
      expect(overTheWire(values)).toEqual(expected);
    }),
  );
  const long = {
    text: "é€".repeat(100_000),
    secret: { a: [1.5, -0.25, 1e300, null, true, undefined] },
    none: undefined,
  };
  expect(overTheWire(long)).toEqual({
    text: long.text,
    secret: { a: [1.5, -0.25, 1e300, null, true, null] },
  });
});
