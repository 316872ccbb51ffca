import { BinaryWriter } from "google-protobuf";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** The fields of `google.protobuf.Value`. */
const fields = { null: 1, number: 2, text: 3, flag: 4, struct: 5, list: 6 } as const;

/** The field of a struct's members, and of a list's. */
const members = 1;

/**
 * A struct that goes to the wire as bytes. The messages that `Struct.fromJavaScript` makes of every value take several
 * kilobytes for what stands in the state of one token; a resource has a hundred thousand of them.
 */
export class EncodedStruct extends Struct {
  readonly #values: object;

  /** @param values - plain values: what JSON can hold */
  constructor(values: object) {
    super();
    this.#values = values;
  }

  override toJavaScript(): ReturnType<Struct["toJavaScript"]> {
    return JSON.parse(JSON.stringify(this.#values)) as ReturnType<Struct["toJavaScript"]>;
  }

  /** The members, as far as writing them asks for them. */
  override getFieldsMap(): ReturnType<Struct["getFieldsMap"]> {
    return {
      getLength: () => Object.keys(this.#values).length,
      serializeBinary: (_: number, writer: BinaryWriter) => writeMembers(this.#values, writer),
    } as unknown as ReturnType<Struct["getFieldsMap"]>;
  }
}

/** Writes the members of a struct. Each has a writer of its own: one that is not at its end keeps eight bytes for each. */
function writeMembers(values: object, writer: BinaryWriter): void {
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) {
      const member = new BinaryWriter();
      member.writeString(1, name);
      member.writeBytes(2, encodedValue(value));
      writer.writeBytes(members, member.getResultBuffer());
    }
  }
}

function encodedValue(value: unknown): Uint8Array {
  const writer = new BinaryWriter();
  if (typeof value === "string") {
    // The same on the wire as a text, which the library would first take apart into eight bytes for each of its own.
    writer.writeBytes(fields.text, Buffer.from(value));
  } else if (typeof value === "boolean") {
    writer.writeBool(fields.flag, value);
  } else if (typeof value === "number" && Number.isFinite(value)) {
    writer.writeDouble(fields.number, value);
  } else if (Array.isArray(value)) {
    const list = new BinaryWriter();
    list.writeRepeatedBytes(members, value.map(encodedValue));
    writer.writeBytes(fields.list, list.getResultBuffer());
  } else if (typeof value === "object" && value !== null) {
    const struct = new BinaryWriter();
    writeMembers(value, struct);
    writer.writeBytes(fields.struct, struct.getResultBuffer());
  } else {
    writer.writeEnum(fields.null, 0);
  }
  return writer.getResultBuffer();
}
