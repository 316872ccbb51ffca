import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** The part of a writer that takes bytes as they are. */
interface ByteWriter {
  writeBytes: (field: number, bytes: Uint8Array) => void;
}

/** The fields of `google.protobuf.Value`, each with its wire type. */
const tags = { null: 8, number: 17, text: 26, flag: 32, struct: 42, list: 50 } as const;

/** Field 1, of any length: a member of a struct or of a list, and a member's name. */
const firstField = 10;

/** Field 2, of any length: a member's value. */
const secondField = 18;

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
    const members = membersOf(this.#values);
    return {
      getLength: () => members.length,
      serializeBinary: (field: number, writer: ByteWriter) => {
        for (const [name, value] of members) {
          writer.writeBytes(field, encodeMember(name, value));
        }
      },
    } as unknown as ReturnType<Struct["getFieldsMap"]>;
  }
}

function membersOf(values: object): [name: string, value: unknown][] {
  return Object.entries(values).filter(([, value]) => value !== undefined);
}

function encodeMember(name: string, value: unknown): Buffer {
  return Buffer.concat([
    delimited(firstField, Buffer.from(name)),
    delimited(secondField, encodeValue(value)),
  ]);
}

function encodeValue(value: unknown): Buffer {
  if (typeof value === "string") {
    return delimited(tags.text, Buffer.from(value));
  }
  if (typeof value === "boolean") {
    return Buffer.from([tags.flag, Number(value)]);
  }
  if (typeof value === "number" && Number.isFinite(value)) {
    const bytes = Buffer.alloc(9, tags.number);
    bytes.writeDoubleLE(value, 1);
    return bytes;
  }
  if (Array.isArray(value)) {
    return delimited(
      tags.list,
      Buffer.concat(value.map((each: unknown) => delimited(firstField, encodeValue(each)))),
    );
  }
  if (typeof value === "object" && value !== null) {
    const members = membersOf(value).map(([name, each]) => delimited(firstField, encodeMember(name, each)));
    return delimited(tags.struct, Buffer.concat(members));
  }
  return Buffer.from([tags.null, 0]);
}

/** Bytes behind their tag and their length. */
function delimited(tag: number, bytes: Buffer): Buffer {
  const start = [tag];
  let rest = bytes.length;
  while (rest > 0x7f) {
    start.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  start.push(rest);
  return Buffer.concat([Buffer.from(start), bytes]);
}
