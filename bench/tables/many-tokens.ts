import { prepareStack } from "../running/pulumi-stack";
import { runScript } from "../running/run-script";
import { withSimulator } from "../running/simulator-process";
import { concurrency, latencyMs, type ManyTokensSample, type ManyTokensVariant } from "../results/samples";
import type { Scale } from "./scale";
import { measureInterleaved, requireSuccess, type Row, type Surroundings } from "./measuring";
import { programs } from "./programs";

/** A row of the table, and its number of tokens. */
type Planned = readonly [ManyTokensVariant, number];

/** Rows that others are reckoned against, measured beside each: they are short, and vary more than they last. */
const references: readonly Planned[] = [
  ["floor", 0],
  ["batch", 1],
];

/**
 * Table 1: `pulumi up` for more and more tokens, all of them alive before and revoked afterwards.
 *
 * @throws Error if a run fails or leaves a token alive: its time would mean nothing.
 */
export function measureManyTokens(
  surroundings: Surroundings,
  { sizes, batchSizes }: Scale,
  repeats: number,
): Promise<ManyTokensSample[]> {
  const compared: readonly ManyTokensVariant[] = ["bare", "single", "batch", "handwritten"];
  const plan = [
    ...sizes.flatMap((tokens) => [...references, ...rowsOf(tokens, compared)]),
    ...batchSizes.flatMap((tokens) => [...references, ...rowsOf(tokens, ["bare", "batch"])]),
  ];
  const rows = plan.map(([variant, tokens]): Row<ManyTokensSample> => ({
    name: `${variant}, ${tokens} tokens`,
    measure: () =>
      variant === "bare" ? measureBare(surroundings, tokens) : measureUp(surroundings, variant, tokens),
    show: ({ seconds, peakMemoryMiB, stateBytes }) =>
      [
        `${seconds.toFixed(2)} s`,
        ...(peakMemoryMiB === undefined ? [] : [`${peakMemoryMiB.toFixed(0)} MiB`]),
        ...(stateBytes === undefined ? [] : [`${stateBytes} bytes of state`]),
      ].join(", "),
  }));
  return measureInterleaved(rows, repeats, surroundings.say);
}

function rowsOf(tokens: number, variants: readonly ManyTokensVariant[]): Planned[] {
  return variants.map((variant) => [variant, tokens]);
}

function measureUp(
  { bench, signal }: Surroundings,
  variant: Exclude<ManyTokensVariant, "bare">,
  tokens: number,
): Promise<ManyTokensSample> {
  return withSimulator({ tokens, latencyMs }, signal, async (datadog) => {
    const plan = { program: programs[variant], tokenIds: datadog.tokenIds, apiUrl: datadog.url };
    const up = await (await prepareStack(bench, plan, signal)).up();
    requireSuccess(`pulumi up of ${plan.program}`, up);
    requireNoneAlive(plan.program, (await datadog.report()).tokensAlive);
    const { seconds, peakMemoryMiB, state } = up;
    return {
      variant,
      tokens,
      seconds,
      ...(peakMemoryMiB !== undefined && { peakMemoryMiB }),
      stateBytes: state.bytes,
      leanStateBytes: state.leanBytes,
    };
  });
}

function measureBare({ bench, signal }: Surroundings, tokens: number): Promise<ManyTokensSample> {
  return withSimulator({ tokens, latencyMs }, signal, async ({ tokenIds, url, report }) => {
    const script = "floor/bare-requests.js";
    requireSuccess(script, await runScript(bench, { script, tokenIds, apiUrl: url, concurrency }, signal));
    const { requests, tokensAlive } = await report();
    requireNoneAlive(script, tokensAlive);
    const firstMs = Math.min(...requests.map(({ arrivedAtMs }) => arrivedAtMs));
    const lastMs = Math.max(...requests.map(({ answeredAtMs }) => answeredAtMs));
    return { variant: "bare", tokens, seconds: (lastMs - firstMs) / 1000 };
  });
}

function requireNoneAlive(what: string, tokensAlive: number): void {
  if (tokensAlive > 0) {
    throw new Error(`${what} has left ${tokensAlive} tokens alive.`);
  }
}
