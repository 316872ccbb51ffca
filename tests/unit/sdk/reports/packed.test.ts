import { createHash } from "node:crypto";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { ReportError } from "../../../../sdk/reports/findings/report-error";
import { leakOf } from "../../../fixtures/reports/leak";
import { readBytes } from "../../../fixtures/reports/read-text";
import { zipOf } from "../../../fixtures/reports/zip-archive";

const leak = leakOf();
const found = { tokenId: leak.tokenId, place: { file: "a.py", line: 4 } };
const report = JSON.stringify([{ RuleID: leak.rule, Secret: leak.text, File: "a.py", StartLine: 4 }]);
const clean = { name: "clean.json", text: "[]" };
const r = { name: "r.json", text: report };

/** A text that gzip does not make much shorter, always the same. */
const unpackable = createHash("shake256", { outputLength: 30_000 }).update("text").digest("hex");

async function said(bytes: Uint8Array): Promise<ReportError> {
  const outcome: unknown = await readBytes(bytes).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(ReportError);
  return outcome as ReportError;
}

test.each([
  ["deflated", zipOf([r])],
  ["stored", zipOf([{ ...r, method: 0 }])],
  ["in a folder in a folder", zipOf([{ ...r, name: "out/scan 1/r.json" }])],
  ["beside a folder, a clean report and a text", zipOf([{ name: "out/", text: "" }, clean, r])],
  ["in an archive in the archive", zipOf([{ name: "inner.zip", text: zipOf([clean, r]) }])],
  ["packed by gzip in the archive", zipOf([{ name: "r.json.gz", text: gzipSync(report) }])],
])("a report in a ZIP archive is read: %s", async (_, archive) => {
  const { tokens, problems } = await readBytes(archive, "report", 100);
  expect(tokens).toMatchObject([found]);
  expect(problems).toEqual([]);
});

test("every report of an archive is read, and each place is its file's", async () => {
  const other = leakOf({ tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2" });
  const { tokens } = await readBytes(zipOf([r, clean, { name: "ci/log.txt", text: `x\n${other.text}\n` }]));
  expect(tokens).toMatchObject([
    found,
    { tokenId: other.tokenId, place: { file: "report/ci/log.txt", line: 2 } },
  ]);
});

test.each([
  ["encrypted", { isEncrypted: true }, "it is encrypted"],
  ["packed by LZMA", { method: 14 }, "it is packed in an unusual way"],
  ["where ZIP64 says", { isZip64: true }, "it is in ZIP64's form, which is not read here"],
])("an entry that is %s is named, and the others are read", async (_, how, problem) => {
  const { tokens, problems } = await readBytes(zipOf([{ name: "x/s.json", text: "[1]", ...how }, r]));
  expect(tokens).toMatchObject([found]);
  expect(problems).toEqual([`report/x/s.json can't be unpacked: ${problem}.`]);
});

test("an archive whose directory stands in ZIP64's form is named", async () => {
  const { message, holdsNoToken } = await said(zipOf([r], { isZip64: true }));
  expect(message).toBe(
    "report: it is packed (zip), and in the form for long archives (ZIP64), which is not read here. Unpack it, and give what is in it.",
  );
  expect(holdsNoToken).toBe(false);
});

test("archives in archives are read so deep, and named where it goes on", async () => {
  const nested = [1, 2, 3, 4, 5].reduce((inner) => zipOf([{ name: "i.zip", text: inner }]), zipOf([r]));
  const { message, holdsNoToken } = await said(nested);
  expect(message).toContain("i.zip: it is packed (zip). Unpack it, and give what is in it.");
  expect(holdsNoToken).toBe(false);
});

test("of gzip that breaks off what came before is told, and that there may be more", async () => {
  const long = gzipSync(`${report}\n${unpackable}`);
  const { tokens, problems } = await readBytes(long.subarray(0, 20_000), "report", 1000);
  expect(tokens).toMatchObject([found]);
  expect(problems[0]).toBe(
    "There may be more in it: it is packed (gzip), and damaged. Let it be written again, or unpack it.",
  );
});

test("of several gzip streams in a row all are read", async () => {
  const { tokens } = await readBytes(Buffer.concat([gzipSync("a log\n"), gzipSync(report)]));
  expect(tokens).toMatchObject([found]);
});

test.each([
  ["zlib", deflateSync(report), "it is packed (zlib). Unpack it"],
  ["RAR", Buffer.from("Rar!\x1a\x07\x01 and more", "latin1"), "it is packed (RAR). Unpack it"],
  ["LZ4", Buffer.from("\x04\x22\x4d\x18 and more", "latin1"), "it is packed (LZ4). Unpack it"],
  ["compress", Buffer.from("\x1f\x9d\x90 and more", "latin1"), "it is packed (compress). Unpack it"],
  ["Brotli, which has no mark", brotliCompressSync(report.repeat(3)), "It is no text"],
])("what is packed by %s is no report without a token", async (_, bytes, words) => {
  const { message, holdsNoToken } = await said(bytes);
  expect(message).toContain(words);
  expect(holdsNoToken).toBe(false);
});

/** As `gzip -c leaks.sarif` writes it: with the file's name in it. */
function gzipNamed(text: string): Buffer {
  const plain = gzipSync(text);
  const head = Buffer.from(plain.subarray(0, 10));
  head.writeUInt8(8, 3);
  head.writeUInt32LE(1_795_910_000, 4);
  return Buffer.concat([head, Buffer.from("leaks.sarif\0"), plain.subarray(10)]);
}

const inBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
const inLines = (text: string) => text.replaceAll(/.{76}/g, "$&\r\n");
const oldZip = Buffer.from(zipOf([{ name: "out/", text: "" }, r]));
oldZip.writeUInt16LE(10, 4);

test.each([
  ["the upload that GitHub's documentation shows", JSON.stringify({ sarif: inBase64(gzipNamed(report)) })],
  ["base64 in lines", inLines(inBase64(gzipNamed(report)))],
  ["base64 in a text in JSON", JSON.stringify({ log: `packed:\n${inLines(inBase64(gzipNamed(report)))}` })],
  [
    "a mail's attachment",
    `Content-Transfer-Encoding: base64\r\n\r\n${inLines(inBase64(gzipNamed(report)))}\r\n--x--\r\n`,
  ],
  ["an address with data", `<a href="data:application/gzip;base64,${inBase64(gzipNamed(report))}">`],
  ["a release of Helm", `release: ${inBase64(Buffer.from(inBase64(gzipNamed(report))))}\n`],
  ["an archive that begins with a folder, as Info-ZIP writes it", JSON.stringify({ zip: inBase64(oldZip) })],
  ["the packed file itself", gzipNamed(report)],
])("a report that was packed with its file's name is read: %s", async (_, given) => {
  const { tokens, problems } = await readBytes(Buffer.from(given));
  expect(tokens).toMatchObject([found]);
  expect(problems).toEqual([]);
});

test("what looks like a packed report in the middle of other base64 is none", async () => {
  expect(await said(Buffer.from(JSON.stringify({ a: "xxH4sICAAAyyy", b: "+UEsDBAo" })))).toMatchObject({
    holdsNoToken: true,
  });
});

test("a clean report is in order, packed or not", async () => {
  for (const bytes of [zipOf([clean]), gzipSync("[]")]) {
    expect(await said(bytes)).toMatchObject({ holdsNoToken: true });
  }
});
