import { closeSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { makePlantedTokens, requireExactly } from "../reports/planted-tokens";
import { reportText } from "../reports/report-text";
import { checkoutFolder } from "../running/checkout";
import { runProcess, type Command } from "../running/run-process";
import type { EncodedText, ReportReader, ReportSample, ReportVariant } from "../results/samples";
import type { Scale } from "./scale";
import { jsonReportVariants, reportVariantNames, textReportVariants } from "../results/variant-names";
import { measureInterleaved, requireSuccess, type Row, type Surroundings } from "./measuring";

const command = join(checkoutFolder, "dist", "cli", "token-id", "datadog-token-id.js");

/**
 * Writes the most memory that the process has had into a file at its end: the kernel's own, exact figure. `getrusage` would
 * not do: it counts from what the process had before it became this program, which is the memory of whoever started it.
 */
const memoryProbe = `
const fs = require("node:fs");
process.on("exit", () => {
  const [, peak] = fs.existsSync("/proc/self/status") ? /^VmHWM:\\s+(\\d+)/m.exec(fs.readFileSync("/proc/self/status", "utf8")) : [];
  fs.writeFileSync(process.env.PEAK_MEMORY_FILE, String(peak ?? process.resourceUsage().maxRSS));
});
`;

const parseAtOnce = join(__dirname, "..", "baselines", "parse-at-once", "print-tokens.js");
const matchAtOnce = join(__dirname, "..", "baselines", "match-at-once", "print-tokens.js");

/** Table 4: how long it takes from a scanner's report to the ids, and in how much memory. */
export function measureReports(
  surroundings: Surroundings,
  { reportMegabytes, reportTokens }: Scale,
  repeats: number,
): Promise<ReportSample[]> {
  const variants = Object.keys(reportVariantNames) as ReportVariant[];
  const largest = Math.max(...reportMegabytes);
  const plans: (Plan & { variant: ReportVariant })[] = [
    ...variants.flatMap((variant) =>
      reportMegabytes.map((megabytes) => ({ reader: "datadog-token-id" as const, variant, megabytes })),
    ),
    { reader: "grep", variant: "text", megabytes: largest },
    ...textReportVariants.map((variant) => ({ reader: "matchAll" as const, variant, megabytes: largest })),
    ...jsonReportVariants.map((variant) => ({
      reader: "JSON.parse" as const,
      variant,
      megabytes: largest,
    })),
  ];
  const rows = plans.map((plan): Row<ReportSample> => ({
    name: `${plan.reader}, ${reportVariantNames[plan.variant]}, ${plan.megabytes} MB`,
    measure: async () => ({
      variant: plan.variant,
      ...(await measureReport(surroundings, plan, reportTokens)),
    }),
    show: ({ seconds, peakMemoryMiB: peak }) =>
      `${seconds.toFixed(2)} s${peak === undefined ? "" : `, ${peak.toFixed(0)} MiB`}`,
  }));
  return measureInterleaved(rows, repeats, surroundings.say);
}

interface Plan {
  reader: ReportReader;
  variant: ReportVariant | EncodedText;
  megabytes: number;
  /** The command of another checkout. */
  script?: string;
}

/** Measures a reader on a report of a kind and a size, with so many tokens in it. */
export async function measureReport(
  { bench, signal }: Surroundings,
  { reader, variant, megabytes, script = command }: Plan,
  tokens: number,
): Promise<Omit<ReportSample, "variant">> {
  const folder = bench.newFolder("report");
  const report = join(folder, "report");
  const planted = makePlantedTokens(tokens);
  const written = writeReport(
    report,
    reportText(
      variant,
      megabytes * 1e6,
      planted.map(({ publicPortion }) => `${publicPortion}_${"a1B2".repeat(9)}`),
    ),
  );
  writeFileSync(join(folder, "probe.cjs"), memoryProbe);
  const peakFile = join(folder, "peak");
  const end = await runProcess({
    ...programOf({ reader, variant, script }, report, join(folder, "probe.cjs")),
    cwd: folder,
    environment: { ...bench.environment, PEAK_MEMORY_FILE: peakFile },
    signal,
  });
  requireSuccess(`${reader} on a report of ${megabytes} MB`, end);
  requireExactly(planted, { reader, output: end.output });
  const peak = reader === "grep" ? undefined : Number(readFileSync(peakFile, "utf8")) / 1024;
  // One after the other: a report of each kind and size would fill the disk.
  rmSync(folder, { recursive: true });
  return {
    reader,
    // With a token in each finding it is as long as that makes it.
    megabytes: megabytes === 0 ? written / 1e6 : megabytes,
    seconds: end.seconds,
    ...(peak !== undefined && { peakMemoryMiB: peak }),
  };
}

function programOf(
  { reader, variant, script }: Pick<Plan, "reader" | "variant"> & { script: string },
  report: string,
  probe: string,
): Pick<Command, "command" | "args"> {
  switch (reader) {
    case "datadog-token-id":
      return { command: process.execPath, args: ["--require", probe, script, "--json", report] };
    case "JSON.parse":
      return { command: process.execPath, args: ["--require", probe, parseAtOnce, variant, report] };
    case "matchAll":
      return { command: process.execPath, args: ["--require", probe, matchAtOnce, report] };
    case "grep":
      return { command: "grep", args: ["-oE", "dd[ps]at_[0-9A-Za-z]{22}", report] };
  }
}

/** Writes a report piece by piece; tells the number of its bytes. */
function writeReport(path: string, pieces: Iterable<string>): number {
  const file = openSync(path, "w");
  let length = 0;
  try {
    for (const piece of pieces) {
      length += writeSync(file, piece);
    }
  } finally {
    closeSync(file);
  }
  return length;
}
