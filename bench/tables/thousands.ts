import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { prepareStack } from "../running/pulumi-stack";
import { withSimulator } from "../running/simulator-process";
import { shortLatencyMs, type BatchDoor, type ThousandsSample } from "../results/samples";
import { measureInterleaved, requireSuccess, type Row, type Surroundings } from "./measuring";
import { programs } from "./programs";
import type { Scale } from "./scale";

const programOf: Record<BatchDoor, string> = {
  floor: programs.floor,
  dynamic: programs.batch,
  plugin: programs.yamlBatch,
};

/**
 * Table 6: `pulumi up` for tens of thousands of tokens, through both doors.
 *
 * @throws Error if a run fails or leaves a token alive.
 */
export function measureThousands(
  surroundings: Surroundings,
  { thousands }: Scale,
  repeats: number,
): Promise<ThousandsSample[]> {
  const plan = [
    ["floor", 0] as const,
    ...thousands.flatMap((tokens) => [["dynamic", tokens] as const, ["plugin", tokens] as const]),
  ];
  const rows = plan.map(([door, tokens]): Row<ThousandsSample> => ({
    name: `${door}, ${tokens} tokens`,
    measure: () => measureOne(surroundings, door, tokens),
    show: ({ seconds, peakMemoryMiB = Number.NaN }) =>
      `${seconds.toFixed(2)} s, ${peakMemoryMiB.toFixed(0)} MiB`,
  }));
  return measureInterleaved(rows, repeats, surroundings.say);
}

function measureOne(
  { bench, signal }: Surroundings,
  door: BatchDoor,
  tokens: number,
): Promise<ThousandsSample> {
  return withSimulator({ tokens, latencyMs: shortLatencyMs }, signal, async (datadog) => {
    const { tokenIds, url } = datadog;
    const plan = { program: programOf[door], tokenIds, apiUrl: url, prepare: writeLines(tokenIds) };
    const up = await (await prepareStack(bench, plan, signal)).up();
    requireSuccess(`pulumi up of ${plan.program}`, up);
    const { tokensAlive } = await datadog.report();
    if (tokensAlive > 0) {
      throw new Error(`${plan.program} has left ${tokensAlive} tokens alive.`);
    }
    const { seconds, peakMemoryMiB } = up;
    return { door, tokens, seconds, ...(peakMemoryMiB !== undefined && { peakMemoryMiB }) };
  });
}

/** YAML can't take a JSON file apart, but it can split lines. */
function writeLines(tokenIds: readonly string[]): (project: string) => Promise<Record<string, string>> {
  return (project) => {
    writeFileSync(join(project, "token-ids.txt"), tokenIds.join("\n"));
    return Promise.resolve({});
  };
}
