import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { EncodedStruct } from "./encoded-struct";
import { providerKey } from "../../provider/schema/revocation-state";
import { unknownValue } from "../../provider/schema/unknown";

/** The key, and its value, by which the engine marks a value as secret. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** The engine's stand-ins for values that are not known yet: text (which is the lifecycle's own), true or false, number, list, map, asset, archive. */
const unknownValues: ReadonlySet<unknown> = new Set([
  unknownValue,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
]);

/** Plain values by name. */
export type Values = Readonly<Record<string, unknown>>;

/** A resource's properties as plain values, and the names of those in which anything is secret. */
export interface Properties {
  values: Values;
  secrets: ReadonlySet<string>;
}

/** Reads properties off the wire. The text by which the dynamic provider is found means nothing here. */
export function readProperties(struct: Struct | undefined): Properties {
  const given = Object.entries(struct?.toJavaScript() ?? {}).filter(([name]) => name !== providerKey);
  const secrets = new Set<string>();
  const values = given.map(([name, value]) => {
    const note = () => void secrets.add(name);
    return [name, plainValue(value, note)] as const;
  });
  return { values: Object.fromEntries(values), secrets };
}

/** Writes properties for the wire; absent values are left out. */
export function writeProperties(values: object, secrets: ReadonlySet<string> = new Set()): Struct {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const marked = given.map(([name, value]: [string, unknown]) => [
    name,
    secrets.has(name) ? { [signatureKey]: secretSignature, value } : value,
  ]);
  return new EncodedStruct(Object.fromEntries(marked) as object);
}

/** Writes properties that were read off the wire as they were, secrets and all. */
export function rewritten(struct: Struct | undefined): Struct | undefined {
  return struct && new EncodedStruct(struct.toJavaScript());
}

/** Reads a value. What holds neither a secret nor anything unknown is handed on, and not copied. */
function plainValue(value: unknown, noteSecret: () => void): unknown {
  if (Array.isArray(value)) {
    const plain = value.map((each) => plainValue(each, noteSecret));
    return plain.every((each, index) => each === value[index]) ? value : plain;
  }
  if (typeof value === "object" && value !== null) {
    const map = value as Values;
    if (map[signatureKey] === secretSignature) {
      noteSecret();
      return plainValue(map["value"], noteSecret);
    }
    const plain = Object.entries(map).map(([key, each]) => [key, plainValue(each, noteSecret)] as const);
    return plain.every(([key, each]) => each === map[key]) ? value : Object.fromEntries(plain);
  }
  return unknownValues.has(value) ? unknownValue : value;
}
