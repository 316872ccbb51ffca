import { prepareStack } from "../running/pulumi-stack";
import { withSimulator } from "../running/simulator-process";
import { latencyMs, type FirstDeleteSample, type FirstDeleteVariant } from "../results/samples";
import { measureInterleaved, requireSuccess, type Row, type Surroundings } from "./measuring";
import { programs } from "./programs";

const programOf: Record<FirstDeleteVariant, string> = { ...programs, floor: programs.firstRequest };
const variants: readonly FirstDeleteVariant[] = ["floor", "single", "batch", "handwritten"];

/** Table 3: how long a leaked token lives on after somebody has typed `pulumi up`. */
export function measureFirstDelete(
  surroundings: Surroundings,
  repeats: number,
): Promise<FirstDeleteSample[]> {
  const rows = variants.map((variant): Row<FirstDeleteSample> => ({
    name: `first DELETE of ${variant}`,
    measure: () => measureOne(surroundings, variant),
    show: ({ seconds }) => `${seconds.toFixed(2)} s`,
  }));
  return measureInterleaved(rows, repeats, surroundings.say);
}

function measureOne(
  { bench, signal }: Surroundings,
  variant: FirstDeleteVariant,
): Promise<FirstDeleteSample> {
  return withSimulator({ tokens: 1, latencyMs }, signal, async (datadog) => {
    const plan = { program: programOf[variant], tokenIds: datadog.tokenIds, apiUrl: datadog.url };
    const up = await (await prepareStack(bench, plan, signal)).up();
    requireSuccess(`pulumi up of ${plan.program}`, up);
    const { requests } = await datadog.report();
    const first = requests.find(({ method }) => method === "DELETE");
    if (!first) {
      throw new Error(`${plan.program} has sent no DELETE.`);
    }
    // Both clocks are the machine's.
    return { variant, seconds: (first.arrivedAtMs - up.startedAtMs) / 1000 };
  });
}
