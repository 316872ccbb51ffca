import { redactTokenText } from "../../../../../provider/datadog/token/redact";
import { leakOf } from "../../../../fixtures/reports/leak";
import { readText } from "../../../../fixtures/reports/read-text";

const leak = leakOf();
const bytesInRow = 16;
const hex = (byte: number) => byte.toString(16).padStart(2, "0");
const shown = (bytes: Uint8Array) =>
  Buffer.from(bytes)
    .toString("latin1")
    .replaceAll(/[^ -~]/g, ".");
const rowsOf = (bytes: Buffer) =>
  Array.from({ length: Math.ceil(bytes.length / bytesInRow) }, (_, index) => ({
    offset: (index * bytesInRow).toString(16).padStart(8, "0"),
    bytes: bytes.subarray(index * bytesInRow, (index + 1) * bytesInRow),
  }));
const words = (bytes: Buffer, width: number, isSwapped = false) =>
  Array.from({ length: Math.ceil(bytes.length / width) }, (_, index) => {
    const word = [...bytes.subarray(index * width, (index + 1) * width)];
    return (isSwapped ? word.reverse() : word).map(hex).join("");
  });

/** The forms in which programs show a file's bytes. */
const dumps: [string, (bytes: Buffer) => string][] = [
  [
    "hexdump -C",
    (all) =>
      rowsOf(all)
        .map(({ offset, bytes }) => {
          const [left, right] = [bytes.subarray(0, 8), bytes.subarray(8)].map((half) =>
            words(half, 1).join(" "),
          );
          return `${offset}  ${left ?? ""}  ${(right ?? "").padEnd(23)}  |${shown(bytes)}|`;
        })
        .join("\n"),
  ],
  [
    "xxd",
    (all) =>
      rowsOf(all)
        .map(({ offset, bytes }) => `${offset}: ${words(bytes, 2).join(" ").padEnd(40)} ${shown(bytes)}`)
        .join("\n"),
  ],
  [
    "hexdump",
    (all) =>
      rowsOf(all)
        .map(({ offset, bytes }) => `${offset.slice(1)} ${words(bytes, 2, true).join(" ")}`)
        .join("\n"),
  ],
  [
    "tcpdump -X",
    (all) =>
      rowsOf(all)
        .map(({ offset, bytes }) => `\t0x${offset.slice(4)}:  ${words(bytes, 2).join(" ")}  ${shown(bytes)}`)
        .join("\n"),
  ],
  ["xxd -p", (all) => words(all, 30).join("\n")],
  ["Wireshark", (all) => words(all, 1).join(":")],
  [
    "a program's array",
    (all) =>
      words(all, 1)
        .map((byte) => `0x${byte}`)
        .join(", "),
  ],
  [
    "od -t x1",
    (all) =>
      rowsOf(all)
        .map(({ bytes }) => ` ${words(bytes, 1).join(" ")}`)
        .join("\n"),
  ],
];

test.each(dumps)("a token in the bytes that %s shows is said, wherever a row ends", async (_, dump) => {
  for (let before = 0; before < bytesInRow; before += 1) {
    const report = `${dump(Buffer.from(`${"x".repeat(before)}${leak.text}\n`))}\n`;
    const outcome: unknown = await readText(report).catch((error: unknown) => error);
    if (outcome instanceof Error) {
      expect(outcome).toMatchObject({ holdsNoToken: false });
    } else {
      expect(outcome).toMatchObject({ tokens: [{ tokenId: leak.tokenId }] });
    }
    expect(redactTokenText(report)).not.toContain(Buffer.from(leak.secret).toString("hex").slice(0, 24));
  }
});

test("a token behind a dump is found", async () => {
  const [, dump] = dumps[0] ?? [];
  const other = leakOf({ tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2" });
  const report = `${dump?.(Buffer.from(`${leak.text}\n`)) ?? ""}\n${other.text}\n`;
  const { tokens, untold } = await readText(report);
  expect(tokens).toMatchObject([{ tokenId: other.tokenId, place: { line: 6 } }]);
  expect(untold).toMatchObject([{ place: { line: 1 } }]);
});

test.each(["64 64 70 61 74", "64,64,70\n64,64,70\n", "0000000 6464 6170 2e68", "dd if=/dev/zero of=pat"])(
  "%j is no token",
  async (text) => {
    await expect(readText(`${text}\n`)).rejects.toMatchObject({ holdsNoToken: true });
  },
);
