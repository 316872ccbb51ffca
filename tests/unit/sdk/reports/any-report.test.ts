import fc from "fast-check";
import { ReportError } from "../../../../sdk/reports/findings/report-error";
import type { LeakReport } from "../../../../sdk/reports/findings/leak-report";
import { leakOf, leaks, type Leak } from "../../../fixtures/reports/leak";
import { readBytes, readText } from "../../../fixtures/reports/read-text";
import {
  placeIn,
  renderReport,
  renderedFormats,
  type RenderedFormat,
} from "../../../fixtures/reports/render-report";

/** The formats that tell the finding's secret itself, not only a text in which it stands. */
const tellsSecret: Record<RenderedFormat, boolean> = {
  "gitleaks JSON": true,
  "gitleaks CSV": true,
  SARIF: true,
  "TruffleHog JSON lines": true,
  "GitHub secret-scanning alerts": true,
  "plain text": false,
};

const expected = (format: RenderedFormat, given: readonly Leak[]) =>
  given.map((leak, index) => ({
    tokenId: leak.tokenId,
    kind: leak.kind,
    publicPortion: leak.publicPortion,
    place: placeIn(format, leak, index, "report"),
    ...(tellsSecret[format] && { isSecret: true }),
  }));

const encodings: [string, (text: string) => Uint8Array][] = [
  ["UTF-8", (text) => Buffer.from(text)],
  ["UTF-8 with a byte order mark", (text) => Buffer.from(`\uFEFF${text}`)],
  ["UTF-16LE", (text) => Buffer.from(`\uFEFF${text}`, "utf16le")],
  ["UTF-16BE", (text) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16()],
];

describe.each(renderedFormats)("%s", (format) => {
  test("exactly its tokens are found, each at its place, whatever the pieces it comes in", async () => {
    await fc.assert(
      fc.asyncProperty(leaks, fc.integer({ min: 1, max: 3000 }), async (given, chunkLength) => {
        const report = await readText(renderReport[format](given), "report", chunkLength);
        expect(report).toEqual({
          path: "report",
          format,
          tokens: expected(format, given),
          untold: [],
          problems: [],
          notes: [],
        });
      }),
    );
  });

  test("no secret part is in what is read", async () => {
    await fc.assert(
      fc.asyncProperty(leaks, async (given) => {
        const inFile = given.map((leak) => ({ ...leak, file: `${leak.text}.log`, link: `//h/${leak.text}` }));
        const report = JSON.stringify(
          await readText(renderReport[format](inFile), `${inFile[0]?.text}.json`),
        );
        for (const { secret } of given) {
          expect(report).not.toContain(secret);
        }
      }),
    );
  });

  test.each(encodings)("it may be %s, also byte by byte", async (_, encode) => {
    const given = [leakOf(), leakOf({ kind: "service", file: "süß/🔑.env", commit: "0".repeat(40) })];
    const { tokens } = await readBytes(encode(renderReport[format](given)), "report", 1);
    expect(tokens).toEqual(expected(format, given));
  });

  test("a token that is found at two places is reported twice", async () => {
    const given = [leakOf({ file: "a.env" }), leakOf({ file: "b.env" })];
    const { tokens } = await readText(renderReport[format](given));
    expect(tokens).toEqual(expected(format, given));
  });
});

/** The beginnings of a report that are whole: a file of lines that was cut between two of them, or in its last field, is a shorter file. */
const wholeBeginnings: [RenderedFormat, (beginning: string, report: string) => boolean][] = [
  ["gitleaks JSON", (beginning, report) => beginning === report.trimEnd()],
  ["SARIF", (beginning, report) => beginning === report.trimEnd()],
  ["GitHub secret-scanning alerts", () => false],
  [
    "gitleaks CSV",
    (beginning) => beginning.split('"').length % 2 === 1 && /,datadog,[^,\n]*\n?$/.test(beginning),
  ],
  ["TruffleHog JSON lines", (beginning) => /\}\}?,"StructuredData":null\}\n?$/.test(beginning)],
];

test.each(wholeBeginnings)(
  "%s that was cut off anywhere says so, and loses no token before",
  async (format, isWhole) => {
    const given = [leakOf({ file: 'a "b",\nc' }), leakOf({ kind: "service", secret: "Z9y8".repeat(9) })];
    const report = renderReport[format](given);
    for (let length = 0; length < report.length; length += 1) {
      const beginning = report.slice(0, length);
      const outcome = await readText(beginning).catch((error: unknown) => error);
      const isSaid = outcome instanceof ReportError || (outcome as LeakReport).problems.length > 0;
      const named = given.filter(({ text }) => beginning.includes(text)).length;
      const found = outcome instanceof ReportError ? 0 : (outcome as LeakReport).tokens.length;
      const isExpected = (isSaid || isWhole(beginning, report)) && found >= named;
      expect(isExpected ? "" : `cut to ${length}: ${JSON.stringify(outcome)}`).toBe("");
      for (const { secret } of given) {
        expect(String(outcome)).not.toContain(secret.slice(0, 8));
      }
    }
  },
);
