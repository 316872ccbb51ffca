import { count, spread } from "../results/figures";
import { shortLatencyMs, type BatchDoor, type ThousandsSample } from "../results/samples";
import { thousandsSpread } from "../results/summaries";
import { markdownTable } from "./markdown-table";

const names: Record<BatchDoor, string> = {
  floor: "floor: one resource that does nothing",
  dynamic: "batch, TypeScript, dynamic provider",
  plugin: "batch, YAML, plugin",
};

/** Table 6: tens of thousands of tokens in one resource, and the memory of the process that revokes them. */
export function thousandsSection(samples: readonly ThousandsSample[]): string[] {
  const rows = [...new Set(samples.map(({ door, tokens }) => `${door} ${tokens}`))].map((row) => {
    const [door, tokens] = row.split(" ") as [BatchDoor, string];
    const cell = (measure: "seconds" | "peakMemoryMiB") =>
      spread(thousandsSpread(samples, { door, tokens: Number(tokens) }, measure));
    return [names[door], count(Number(tokens)), cell("seconds"), cell("peakMemoryMiB")];
  });
  return [
    "## 6. Tens of thousands of tokens",
    `One resource, \`pulumi up --skip-preview\` of a new stack, at ${shortLatencyMs} ms of latency. All tokens are alive before, and revoked and proven gone afterwards; what Datadog said of them is not recorded (\`evidence: false\`), which would take more memory. The memory is the most that the process of the provider had at once.`,
    markdownTable(["", "tokens", "seconds", "MiB"], rows),
  ];
}
