import { count } from "./results/figures";
import type { Machine } from "./results/machine";
import { markdownTable } from "./sections/markdown-table";
import { doorsSection } from "./sections/doors-section";
import { firstDeleteSection } from "./sections/first-delete-section";
import { manyTokensSection } from "./sections/many-tokens-section";
import { reportsSection } from "./sections/reports-section";
import { thousandsSection } from "./sections/thousands-section";
import { underLimitSection } from "./sections/under-limit-section";
import { latencyMs, concurrency, type Measured, type Results } from "./results/samples";
import { targetsOf } from "./results/targets";

/** The whole report, `RESULTS.md`. */
export function resultsDocument(results: Results): string {
  const { manyTokens, underLimit, firstDelete, reports, doors, thousands } = results;
  return [
    "# Results of the benchmark",
    "Written by `npm run bench`; do not edit. Every sample stands in [results.json](results.json).",
    `All rows of tables 1 to 3 at ${latencyMs} ms of latency, against the simulator in a process of its own on the same machine; requests at once: ${concurrency} for the batch, the bare requests and the official client, and as many resources as Pulumi's default \`--parallel\` makes at once for single resources and the hand-written provider. Each \`pulumi up --skip-preview\` is one of a new stack with a file backend, and all programs share their TypeScript settings ([programs/project](programs/project)). The rows of a table are measured one after the other, then all of them again (in table 1 the floor and the batch of one, which others are reckoned against, beside every other size); figures are medians, with the least and the most in parentheses.`,
    "## Targets",
    targetsTable(results),
    ...(manyTokens ? [...manyTokensSection(manyTokens.samples), measuredOn(manyTokens)] : []),
    ...(underLimit ? [...underLimitSection(underLimit), measuredOn(underLimit)] : []),
    ...(firstDelete ? [...firstDeleteSection(firstDelete.samples), measuredOn(firstDelete)] : []),
    ...(reports ? [...reportsSection(reports), measuredOn(reports)] : []),
    ...(doors ? [...doorsSection(doors), `${measuredOn(doors)} ${doors.hosts}`] : []),
    ...(thousands ? [...thousandsSection(thousands.samples), measuredOn(thousands)] : []),
  ]
    .join("\n\n")
    .concat("\n");
}

function targetsTable(results: Results): string {
  const verdict = (met: boolean | undefined) => (met === undefined ? "–" : met ? "met" : "**missed**");
  return markdownTable(
    ["target", "measured", ""],
    targetsOf(results).map(({ promise, measured, met }) => [promise, measured, verdict(met)]),
  );
}

function measuredOn({ date, repeats, machine }: Measured<unknown>): string {
  return `Measured on ${date}, ${count(repeats)} rounds. ${machineSentence(machine)}`;
}

function machineSentence({ cores, cpu, memoryGiB, platform, node, pulumi, pulumiSdk }: Machine): string {
  return `Machine: ${cores} cores (${cpu}), ${memoryGiB} GiB of memory, ${platform}, Node.js ${node}, Pulumi ${pulumi}, @pulumi/pulumi ${pulumiSdk}.`;
}
