/** The benchmark: measures what it is asked for, then writes the report. */
import { join } from "node:path";
import { readCommandLine, type BenchOptions, type Table } from "./command-line";
import { describeMachine } from "./results/machine";
import { writeReport } from "./report";
import { resultsDocument } from "./results-document";
import { readResults, writeResults } from "./results/results-file";
import { createBenchFolder } from "./running/bench-folder";
import { benchSourceFolder } from "./running/checkout";
import type { Results } from "./results/samples";
import { fullScale, quickScale, type Scale } from "./tables/scale";
import { measureDoors } from "./tables/doors";
import { measureFirstDelete } from "./tables/first-delete";
import { measureEachFinding } from "./tables/each-finding";
import { measureExtremeReports } from "./tables/extreme-reports";
import { measureManyTokens } from "./tables/many-tokens";
import type { Surroundings } from "./tables/measuring";
import { measureReports } from "./tables/reports";
import { measureThousands } from "./tables/thousands";
import { measureUnderLimit } from "./tables/under-limit";

/** Measures one table, as a part of the results. */
async function measure(
  table: Table,
  surroundings: Surroundings,
  scale: Scale,
  times: number,
): Promise<Results> {
  const repeats = table === "3" || table === "5" ? times * scale.firstDeleteRepeatsFactor : times;
  const conditions = { date: new Date().toISOString().slice(0, 10), machine: describeMachine(), repeats };
  switch (table) {
    case "1":
      return {
        manyTokens: { ...conditions, samples: await measureManyTokens(surroundings, scale, repeats) },
      };
    case "2": {
      const samples = await measureUnderLimit(surroundings, scale, repeats);
      return { underLimit: { ...conditions, rateLimit: scale.rateLimit, samples } };
    }
    case "3":
      return { firstDelete: { ...conditions, samples: await measureFirstDelete(surroundings, repeats) } };
    case "4":
      return {
        reports: {
          ...conditions,
          samples: await measureReports(surroundings, scale, repeats),
          extremes: await measureExtremeReports(surroundings, scale, repeats),
          eachFinding: await measureEachFinding(surroundings, scale, repeats),
        },
      };
    case "5":
      return { doors: { ...conditions, ...(await measureDoors(surroundings, repeats)) } };
    case "6":
      return {
        thousands: { ...conditions, samples: await measureThousands(surroundings, scale, repeats) },
      };
  }
}

async function run({ only, repeats, quick }: BenchOptions, signal: AbortSignal): Promise<void> {
  const scale = quick ? quickScale : fullScale;
  const resultsPath = join(benchSourceFolder, "results.json");
  let results = quick ? {} : readResults(resultsPath);
  const bench = createBenchFolder();
  const start = performance.now();
  try {
    for (const table of only) {
      const say = (line: string) => {
        const minutes = ((performance.now() - start) / 60_000).toFixed(1);
        process.stdout.write(`[${minutes} min] table ${table} · ${line}\n`);
      };
      results = {
        ...results,
        ...(await measure(table, { bench, signal, say }, scale, repeats ?? scale.repeats)),
      };
      if (!quick) {
        await writeResults(resultsPath, results);
        writeReport(benchSourceFolder, results);
      }
    }
  } finally {
    bench.remove();
  }
  process.stdout.write(quick ? `\n${resultsDocument(results)}` : "\nWritten to bench/RESULTS.md.\n");
}

async function main(): Promise<void> {
  const interruption = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(name, () => interruption.abort(new Error(`Interrupted by ${name}.`)));
  }
  try {
    await run(readCommandLine(process.argv.slice(2)), interruption.signal);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

void main();
