import { rateLimitFloorMs } from "./rate-limit-floor";
import { prepareStack } from "../running/pulumi-stack";
import type { ProcessEnd } from "../running/run-process";
import { runScript } from "../running/run-script";
import type { AnsweredRequest } from "../running/simulator-messages";
import { withSimulator, type SimulatorProcess } from "../running/simulator-process";
import { concurrency, latencyMs, type LimitSample, type LimitVariant } from "../results/samples";
import type { Scale } from "./scale";
import { measureInterleaved, type Row, type Surroundings } from "./measuring";
import { programs } from "./programs";

/** Revokes all tokens of a simulator, or as many as it manages. */
type Revoke = (surroundings: Surroundings, datadog: SimulatorProcess) => Promise<ProcessEnd[]>;

/** The variants and how they revoke, with how many processes that know nothing of each other. */
const contestants: Record<LimitVariant, { processes: number; revoke: Revoke }> = {
  batch: {
    processes: 1,
    revoke: async (around, datadog) => [await up(around, programs.batch, datadog, datadog.tokenIds)],
  },
  twoProcesses: {
    processes: 2,
    revoke: (around, datadog) => {
      const half = Math.ceil(datadog.tokenIds.length / 2);
      const halves = [datadog.tokenIds.slice(0, half), datadog.tokenIds.slice(half)];
      return Promise.all(halves.map((tokenIds) => up(around, programs.batch, datadog, tokenIds)));
    },
  },
  handwritten: {
    processes: 1,
    revoke: async (around, datadog) => [await up(around, programs.handwritten, datadog, datadog.tokenIds)],
  },
  officialClient: {
    processes: 1,
    revoke: async ({ bench, signal }, { tokenIds, url }) => {
      const script = "baselines/official-client/revoke-all.js";
      return [await runScript(bench, { script, tokenIds, apiUrl: url, concurrency }, signal)];
    },
  },
};

/** Table 2: revoking under a limit. A run that gives tokens up is measured all the same; the table says how many. */
export function measureUnderLimit(
  surroundings: Surroundings,
  scale: Scale,
  repeats: number,
): Promise<LimitSample[]> {
  const variants = Object.keys(contestants) as LimitVariant[];
  const rows = variants.map((variant): Row<LimitSample> => ({
    name: `${variant}, ${scale.limitedTokens} tokens under a limit`,
    measure: () => measureOne(surroundings, variant, scale),
    show: ({ seconds, floorSeconds, refused, tokensAlive }) =>
      `${seconds.toFixed(2)} s (floor ${floorSeconds.toFixed(2)} s), ${refused} × 429, ${tokensAlive} left alive`,
  }));
  return measureInterleaved(rows, repeats, surroundings.say);
}

function measureOne(
  surroundings: Surroundings,
  variant: LimitVariant,
  { rateLimit, limitedTokens }: Scale,
): Promise<LimitSample> {
  const { processes, revoke } = contestants[variant];
  const order = { tokens: limitedTokens, latencyMs, rateLimit };
  return withSimulator(order, surroundings.signal, async (datadog) => {
    const ends = await revoke(surroundings, datadog);
    const { requests, tokensAlive } = await datadog.report();
    if (tokensAlive === limitedTokens) {
      throw new Error(`${variant} has revoked nothing:\n${ends.map(({ output }) => output).join("\n")}`);
    }
    const startedAtMs = Math.min(...requests.map(({ arrivedAtMs }) => arrivedAtMs));
    const revokedAfterSeconds = revocationsIn(requests).map(
      (request) => (request.answeredAtMs - startedAtMs) / 1000,
    );
    const floorMs = rateLimitFloorMs({
      ...rateLimit,
      calls: revokedAfterSeconds.length,
      startedAtMs,
      requestMs: latencyMs,
      concurrency: concurrency * processes,
    });
    return {
      variant,
      tokens: limitedTokens,
      seconds: revokedAfterSeconds.at(-1) ?? 0,
      floorSeconds: floorMs / 1000,
      refused: requests.filter(({ method, status }) => method === "DELETE" && status === 429).length,
      tokensAlive,
      revokedAfterSeconds,
    };
  });
}

async function up(
  { bench, signal }: Surroundings,
  program: string,
  { url }: SimulatorProcess,
  tokenIds: readonly string[],
): Promise<ProcessEnd> {
  const stack = await prepareStack(bench, { program, tokenIds, apiUrl: url }, signal);
  return stack.up();
}

function revocationsIn(requests: readonly AnsweredRequest[]): AnsweredRequest[] {
  return requests.filter(({ method, status }) => method === "DELETE" && status === 204);
}
