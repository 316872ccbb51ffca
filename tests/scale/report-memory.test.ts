import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { readReportFrom } from "../../sdk/reports/read-report";
import { leakOf, type Leak } from "../fixtures/reports/leak";
import { renderReport, renderedFormats, type RenderedFormat } from "../fixtures/reports/render-report";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const findings = 100;

/** A report in which each token stands in a text of 64 KiB; no one keeps it when it is read. */
async function* largeReport(format: RenderedFormat): AsyncGenerator<Uint8Array> {
  const leak = leakOf();
  const text = `${"x".repeat(64 * 1024)} ${leak.text}`;
  const report = Buffer.from(
    renderReport[format](
      Array.from({ length: findings }, (_, index): Leak => ({ ...leak, text, line: index + 1 })),
    ),
  );
  for (let start = 0; start < report.length; start += 64 * 1024) {
    yield await Promise.resolve(report.subarray(start, start + 64 * 1024));
  }
}

test.each(renderedFormats)(
  "of a report of many MiB nothing stays in memory but ids and places: %s",
  async (format) => {
    // What is compiled at the first reading stays, too.
    await readReportFrom(largeReport(format), "report");
    const before = heapUsed();
    const report = await readReportFrom(largeReport(format), "report");
    const kept = heapUsed() - before;
    expect(report.tokens.length).toBe(findings);
    expect(kept).toBeLessThan(2 * 1024 * 1024);
  },
  60_000,
);
