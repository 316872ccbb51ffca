/** A function of a WebAssembly module: its parameters are numbers (i32), and so is its result. */
export interface WasmFunction {
  name: string;
  parameters: readonly string[];
  locals: Readonly<Record<"i32" | "v128", readonly string[]>>;
  /**
   * Instructions in the words of WebAssembly's text format, each with what it takes behind it: the name of a local, a
   * number, the number of levels that a branch leaves. A comment begins with `;;`.
   */
  code: string;
}

/** The kinds of values that stand behind an instruction. */
type Immediate = "none" | "local" | "signed" | "unsigned" | "address" | "lane" | "empty block";

const simd = 0xfd;

/** The instructions that are in use, by the bytes that they take. */
const instructions = new Map<string, readonly [bytes: readonly number[], immediate: Immediate]>([
  ["block", [[0x02], "empty block"]],
  ["loop", [[0x03], "empty block"]],
  ["if", [[0x04], "empty block"]],
  ["end", [[0x0b], "none"]],
  ["br", [[0x0c], "unsigned"]],
  ["br_if", [[0x0d], "unsigned"]],
  ["local.get", [[0x20], "local"]],
  ["local.set", [[0x21], "local"]],
  ["local.tee", [[0x22], "local"]],
  ["i32.load8_u", [[0x2d], "address"]],
  ["i32.load16_u", [[0x2f], "address"]],
  ["i32.store", [[0x36], "address"]],
  ["i32.const", [[0x41], "signed"]],
  ["i32.eqz", [[0x45], "none"]],
  ["i32.ge_u", [[0x4f], "none"]],
  ["i32.lt_u", [[0x49], "none"]],
  ["i32.ctz", [[0x68], "none"]],
  ["i32.add", [[0x6a], "none"]],
  ["i32.sub", [[0x6b], "none"]],
  ["i32.and", [[0x71], "none"]],
  ["i32.or", [[0x72], "none"]],
  ["i32.shl", [[0x74], "none"]],
  ["v128.load", [[simd, 0x00], "address"]],
  ["i8x16.swizzle", [[simd, 0x0e], "none"]],
  ["i8x16.splat", [[simd, 0x0f], "none"]],
  ["i32x4.extract_lane", [[simd, 0x1b], "lane"]],
  ["i8x16.eq", [[simd, 0x23], "none"]],
  ["i8x16.ne", [[simd, 0x24], "none"]],
  ["v128.and", [[simd, 0x4e], "none"]],
  ["v128.or", [[simd, 0x50], "none"]],
  ["v128.any_true", [[simd, 0x53], "none"]],
  ["i8x16.all_true", [[simd, 0x63], "none"]],
  ["i8x16.bitmask", [[simd, 0x64], "none"]],
  ["i8x16.shr_u", [[simd, 0x6d], "none"]],
  ["i8x16.sub", [[simd, 0x71], "none"]],
  ["i16x8.extadd_pairwise_i8x16_u", [[simd, 0x7d], "none"]],
  ["i32x4.extadd_pairwise_i16x8_u", [[simd, 0x7f], "none"]],
  ["i32x4.add", [[simd, 0xae, 0x01], "none"]],
]);

const types = { i32: 0x7f, v128: 0x7b } as const;
const emptyBlock = 0x40;
const endOfCode = 0x0b;
const bitsInByte = 7;
const moreToCome = 0x80;

/** A whole number in WebAssembly's form (LEB128). */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const byte = rest & (moreToCome - 1);
    rest >>>= bitsInByte;
    bytes.push(rest === 0 ? byte : byte | moreToCome);
  } while (rest !== 0);
  return bytes;
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const byte = rest & (moreToCome - 1);
    rest >>= bitsInByte;
    const isNegative = (byte & (moreToCome >> 1)) !== 0;
    if (rest === (isNegative ? -1 : 0)) {
      return [...bytes, byte];
    }
    bytes.push(byte | moreToCome);
  }
}

/** A list, with its length before it. */
function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

const sized = (bytes: readonly number[]) => [...unsigned(bytes.length), ...bytes];
const nameOf = (text: string) => sized([...Buffer.from(text)]);

function immediateOf(kind: Immediate, word: () => string, locals: readonly string[]): number[] {
  switch (kind) {
    case "none":
      return [];
    case "empty block":
      return [emptyBlock];
    case "local":
      return unsigned(locals.indexOf(word()));
    case "signed":
      return signed(Number(word()));
    case "lane":
      return [Number(word())];
    case "unsigned":
      return unsigned(Number(word()));
    case "address":
      // Nothing is said of its alignment.
      return [0, ...unsigned(Number(word()))];
  }
}

function codeOf({ parameters, locals, code }: WasmFunction): number[] {
  const names = [...parameters, ...locals.i32, ...locals.v128];
  const words = code.replaceAll(/;;.*/g, "").trim().split(/\s+/);
  const bytes: number[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const instruction = instructions.get(words[at] ?? "");
    if (instruction === undefined) {
      throw new TypeError(`No instruction: ${words[at] ?? ""}`);
    }
    const [operation, immediate] = instruction;
    bytes.push(...operation, ...immediateOf(immediate, () => words[(at += 1)] ?? "", names));
  }
  const groups = (["i32", "v128"] as const).map((type) => [...unsigned(locals[type].length), types[type]]);
  return sized([...vector(groups), ...bytes, endOfCode]);
}

/** Makes a WebAssembly module of functions that share a memory, which is imported as `memory.bytes`. */
export function assembleWasm(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const section = (id: number, items: readonly (readonly number[])[]) => [id, ...sized(vector(items))];
  const signatures = functions.map(({ parameters }) => [
    0x60,
    ...vector(parameters.map(() => [types.i32])),
    ...vector([[types.i32]]),
  ]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, signatures),
    ...section(2, [[...nameOf("memory"), ...nameOf("bytes"), 0x02, 0x00, 0x01]]),
    ...section(
      3,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(
      7,
      functions.map(({ name }, index) => [...nameOf(name), 0x00, ...unsigned(index)]),
    ),
    ...section(10, functions.map(codeOf)),
  ]);
}
