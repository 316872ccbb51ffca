import { BinaryReader } from "google-protobuf";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** The fields of `google.protobuf.Value`, but for the one of `null`. */
const fields = { number: 2, text: 3, flag: 4, struct: 5, list: 6 } as const;

/**
 * Reads a request of the engine's, whose properties become plain values at once. The messages that the library makes of
 * every value take several kilobytes for what stands in the state of one token; a resource has a hundred thousand of them.
 */
export class RequestReader extends BinaryReader {
  override readonly readMessage: BinaryReader["readMessage"] = (message, read) => {
    BinaryReader.prototype.readMessage.call(this, message, message instanceof Struct ? keepPlain : read);
  };
}

function keepPlain(struct: Struct, reader: BinaryReader): void {
  const values = readStruct(reader);
  struct.toJavaScript = () => values;
}

function readStruct(reader: BinaryReader): ReturnType<Struct["toJavaScript"]> {
  const members: [string, unknown][] = [];
  while (reader.nextField()) {
    reader.readMessage(members, readMember);
  }
  return Object.fromEntries(members) as ReturnType<Struct["toJavaScript"]>;
}

function readMember(members: [string, unknown][], reader: BinaryReader): void {
  let name = "";
  let value: unknown = null;
  while (reader.nextField()) {
    if (reader.getFieldNumber() === 1) {
      name = reader.readString();
    } else {
      value = valueIn(reader);
    }
  }
  members.push([name, value]);
}

/** The value in a field that holds one. */
function valueIn(reader: BinaryReader): unknown {
  const read: { value: unknown } = { value: null };
  reader.readMessage(read, readValue);
  return read.value;
}

function readValue(read: { value: unknown }, reader: BinaryReader): void {
  while (reader.nextField()) {
    switch (reader.getFieldNumber()) {
      case fields.number:
        read.value = reader.readDouble();
        break;
      case fields.text:
        read.value = reader.readString();
        break;
      case fields.flag:
        read.value = reader.readBool();
        break;
      case fields.struct:
        reader.readMessage(read, (_, ofStruct) => (read.value = readStruct(ofStruct)));
        break;
      case fields.list:
        reader.readMessage(read, (_, ofList) => (read.value = readList(ofList)));
        break;
      default:
        reader.skipField();
    }
  }
}

function readList(reader: BinaryReader): unknown[] {
  const values: unknown[] = [];
  while (reader.nextField()) {
    values.push(valueIn(reader));
  }
  return values;
}
