import type {
  CommandAge,
  EachFindingSample,
  DoorLanguage,
  DoorSample,
  FirstDeleteSample,
  FirstDeleteVariant,
  LimitSample,
  LimitVariant,
  ManyTokensSample,
  ManyTokensVariant,
  PluginStartSample,
  ReportSample,
  ReportVariant,
  ThousandsSample,
} from "./samples";
import { spreadOf, type Spread } from "./statistics";

/** The quantities that are measured of a `pulumi up` in table 1. */
export type ManyTokensMeasure = "seconds" | "peakMemoryMiB" | "stateBytes" | "leanStateBytes";

/** The medians of one row of table 1; undefined if it was not measured. */
export function manyTokensSpread(
  samples: readonly ManyTokensSample[],
  variant: ManyTokensVariant,
  tokens: number,
  measure: ManyTokensMeasure = "seconds",
): Spread | undefined {
  return spreadOf(
    samples
      .filter((sample) => sample.variant === variant && sample.tokens === tokens)
      .flatMap((sample) => sample[measure] ?? []),
  );
}

/** Bytes of state per token: the same in every run, but for the digits of a time. */
export function stateBytesPerToken(
  samples: readonly ManyTokensSample[],
  variant: ManyTokensVariant,
  tokens: number,
  measure: "stateBytes" | "leanStateBytes" = "stateBytes",
): number | undefined {
  const spread = manyTokensSpread(samples, variant, tokens, measure);
  return spread && spread.median / tokens;
}

/** One row of table 2. Ratios are taken run by run: each run has a floor of its own. */
export interface LimitSummary {
  seconds: Spread;
  floorSeconds: Spread;
  overFloor: Spread;
  refusedPerRevocation: Spread;
  tokensAlive: Spread;
}

/** Undefined if the variant was not measured. */
export function limitSummary(
  samples: readonly LimitSample[],
  variant: LimitVariant,
): LimitSummary | undefined {
  const own = samples.filter((sample) => sample.variant === variant);
  const of = (value: (sample: LimitSample) => number) => spreadOf(own.map(value));
  const seconds = of((sample) => sample.seconds);
  const floorSeconds = of((sample) => sample.floorSeconds);
  const overFloor = of((sample) => sample.seconds / sample.floorSeconds);
  const refusedPerRevocation = of((sample) => sample.refused / (sample.tokens - sample.tokensAlive));
  const tokensAlive = of((sample) => sample.tokensAlive);
  if (!(seconds && floorSeconds && overFloor && refusedPerRevocation && tokensAlive)) {
    return undefined;
  }
  return { seconds, floorSeconds, overFloor, refusedPerRevocation, tokensAlive };
}

/** One row of table 3. */
export function firstDeleteSpread(
  samples: readonly FirstDeleteSample[],
  variant: FirstDeleteVariant,
): Spread | undefined {
  return spreadOf(samples.filter((sample) => sample.variant === variant).map(({ seconds }) => seconds));
}

/** One row of table 5. */
export function doorSpread(samples: readonly DoorSample[], language: DoorLanguage): Spread | undefined {
  return spreadOf(samples.filter((sample) => sample.language === language).map(({ seconds }) => seconds));
}

/** One of the processes of table 5. */
export function pluginStartSpread(
  samples: readonly PluginStartSample[],
  process: PluginStartSample["process"],
): Spread | undefined {
  return spreadOf(samples.filter((sample) => sample.process === process).map(({ seconds }) => seconds));
}

/** One figure of table 6; undefined if it was not measured. */
export function thousandsSpread(
  samples: readonly ThousandsSample[],
  { door, tokens }: Pick<ThousandsSample, "door" | "tokens">,
  measure: "seconds" | "peakMemoryMiB",
): Spread | undefined {
  return spreadOf(
    samples
      .filter((sample) => sample.door === door && sample.tokens === tokens)
      .flatMap((sample) => sample[measure] ?? []),
  );
}

/** One figure of table 4; undefined if it was not measured. */
export function reportSpread(
  samples: readonly ReportSample[],
  { reader, variant, megabytes }: Pick<ReportSample, "reader" | "variant" | "megabytes">,
  measure: "seconds" | "peakMemoryMiB" = "seconds",
): Spread | undefined {
  return spreadOf(
    samples
      .filter(
        (sample) => sample.reader === reader && sample.variant === variant && sample.megabytes === megabytes,
      )
      .flatMap((sample) => sample[measure] ?? []),
  );
}

/** One row of the reports with a token in each finding. */
export function eachFindingSpread(
  samples: readonly EachFindingSample[],
  variant: ReportVariant,
  age: CommandAge,
): Spread | undefined {
  const own = samples.filter((sample) => sample.variant === variant && sample.age === age);
  return spreadOf(own.map(({ seconds }) => seconds));
}
