import fc from "fast-check";
import { assembleWasm } from "../../../../../sdk/reports/bytes/assemble-wasm";
import {
  plainSearch,
  searchMemory,
  sliceLength,
  type SearchMemory,
} from "../../../../../sdk/reports/bytes/search-memory";
import { needlePattern, needlesInBytes } from "../../../../../sdk/reports/scan/report-needles";
import { needleAt } from "../../../../../provider/datadog/token/token-needles";
import { encodedPrefixes } from "../../../../../provider/datadog/token/wrapped/encoded-token";

const length = 1 << 14;
const vectors = searchMemory(length);
const plain = plainSearch(length);

const pieces = [
  ...[
    "d",
    "dd",
    "ddp",
    "ddpat_",
    "ddsat_",
    "ddapp_",
    "DDPAT_",
    "Ddpat",
    "dd*",
    "ddp•",
    "\n",
    "\r\n  > ",
    "</b>",
  ],
  ...[
    "\u001b[31m",
    "\u200b",
    "%",
    "%64",
    "%2564",
    "%41%42",
    "=64",
    "=\n",
    "\\u0064",
    "\\\\x64",
    "\\u0041",
    "&#100;",
  ],
  ...[
    "&amp;#x64;",
    "&#65;",
    "datadog",
    "Data-Dog token",
    "DATA_DOG api key",
    'public_portion"',
    'hashed_secret"',
  ],
  ...['personal_access_tokens"', 'service_access_tokens"', 'externalPropertyFileReferences"', "H4sIA"],
  ...[
    "found matching ****",
    "\\",
    "_",
    "a",
    "ä",
    "字",
    " ",
    "Zm9v",
    '"',
    "{",
    "k",
    "R",
    "Q",
    "Z",
    "\0",
    "\u007f",
    "MRSHAYLU",
    "SGI43BO",
    "64647061745f",
    "\uff44",
  ],
  ...encodedPrefixes.map(({ needle }) => needle),
];
const texts = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), { maxLength: 60 })
  .map((parts) => parts.join(""));

test("vectors find what is found byte by byte", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), texts, fc.nat(40), (noise, text, from) => {
      const bytes = Buffer.concat([noise, Buffer.from(text), Buffer.alloc(64)]);
      for (const memory of [vectors, plain]) {
        memory.bytes.set(bytes);
      }
      const to = Math.max(from, bytes.length - 64);
      const known = (memory: SearchMemory) =>
        [...memory.search(from, to)]
          .filter((place) => (place & 0x7f_ff_ff_ff) < to)
          .sort((one, other) => one - other);
      expect(known(vectors)).toEqual(known(plain));
      expect(vectors.lineEnds(from, to)).toBe(plain.lineEnds(from, to));
    }),
  );
});

test("every place that the regular expression of all needles matches is looked at, and none of its texts is passed over", () => {
  const pattern = new RegExp(needlePattern, "g");
  fc.assert(
    fc.property(texts, (text) => {
      const bytes = Buffer.from(text);
      vectors.bytes.fill(0);
      vectors.bytes.set(bytes);
      const places = new Set(
        needlesInBytes(vectors, { from: 0, to: bytes.length, filled: bytes.length }, () => false),
      );
      const missed = [...bytes.toString("latin1").matchAll(pattern)].filter(
        ({ index, 0: { length: found } }) =>
          !places.has(index) && (found > 1 ? !isNameAlone(bytes, index) : isPrefix(bytes, index)),
      );
      expect(missed.map(({ 0: found }) => found)).toEqual([]);
    }),
  );
});

function isPrefix(bytes: Buffer, index: number): boolean {
  return needleAt(bytes.toString("utf8", index), 0) !== undefined;
}

/** The name of Datadog counts where a kind of secrets is named behind it. */
function isNameAlone(bytes: Buffer, index: number): boolean {
  return /^data/i.test(bytes.toString("latin1", index, index + 4));
}

test("a line of a report is counted over any length", () => {
  const memory = searchMemory(3 * sliceLength);
  memory.bytes.fill("\n");
  expect(memory.lineEnds(0, memory.bytes.length)).toBe(memory.bytes.length);
  expect(memory.lineEnds(7, 100)).toBe(93);
});

test("a program with a word that is no instruction is refused", () => {
  const wrong = { name: "wrong", parameters: [], locals: { i32: [], v128: [] }, code: "i32.cons 0" };
  expect(() => assembleWasm([wrong])).toThrow("No instruction: i32.cons");
});
