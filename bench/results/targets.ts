import { doorTargets } from "./door-targets";
import { thousandsTargets } from "./thousands-targets";
import { earlierCommit } from "../running/earlier/earlier-commit";
import { figure, times } from "./figures";
import type {
  CommandAge,
  EachFindingSample,
  ExtremeReportSample,
  FirstDeleteVariant,
  ManyTokensVariant,
  ReportVariant,
  Results,
} from "./samples";
import {
  eachFindingSpread,
  firstDeleteSpread,
  limitSummary,
  manyTokensSpread,
  reportSpread,
  stateBytesPerToken,
} from "./summaries";
import { spreadOf } from "./statistics";
import { bytes, inSeconds, missing, target, type Target } from "./target";
import { jsonReportVariants, reportVariantNames, textReportVariants } from "./variant-names";

/** All targets, by the medians of the results. */
export function targetsOf(results: Results): Target[] {
  return [
    ...manyTokensTargets(results),
    ...stateTargets(results),
    ...limitTargets(results),
    firstDeleteTarget(results),
    ...reportTargets(results),
    ...doorTargets(results),
    ...thousandsTargets(results),
  ];
}

function manyTokensTargets({ manyTokens }: Results): Target[] {
  const samples = manyTokens?.samples ?? [];
  const seconds = (variant: ManyTokensVariant, tokens: number) =>
    manyTokensSpread(samples, variant, tokens)?.median ?? missing;
  const batch = seconds("batch", 1000);
  const perToken = (tokens: number) => (seconds("batch", tokens) - seconds("batch", 1)) / tokens;
  return [
    target("A batch of 1,000 is at least 20 × faster than the hand-written provider", {
      value: seconds("handwritten", 1000) / batch,
      show: times,
      isMet: (value) => value >= 20,
    }),
    target("A batch of 1,000 takes at most 1.15 × the floor and the bare requests at the same concurrency", {
      value: batch / (seconds("floor", 0) + seconds("bare", 1000)),
      show: times,
      isMet: (value) => value <= 1.15,
    }),
    target("A batch's cost per token, net of the `up` of one, is flat from 1,000 to 10,000 (within 20 %)", {
      value: perToken(10_000) / perToken(1000),
      show: times,
      isMet: (value) => Math.abs(value - 1) <= 0.2,
    }),
  ];
}

function stateTargets({ manyTokens }: Results): Target[] {
  const samples = manyTokens?.samples ?? [];
  return [
    target("A batch takes at most 250 bytes of state per token (of 1,000)", {
      value: stateBytesPerToken(samples, "batch", 1000) ?? missing,
      show: bytes,
      isMet: (value) => value <= 250,
    }),
    target(
      "A single revocation takes at most 1.3 KB of state, without the engine's `stackTrace` and the evidence (of 1,000)",
      {
        value: stateBytesPerToken(samples, "single", 1000, "leanStateBytes") ?? missing,
        show: bytes,
        isMet: (value) => value <= 1300,
      },
    ),
  ];
}

function limitTargets({ underLimit }: Results): Target[] {
  const samples = underLimit?.samples ?? [];
  const batch = limitSummary(samples, "batch");
  return [
    target("Under a limit, a batch has its last revocation within 1.02 × the floor", {
      value: batch?.overFloor.median ?? missing,
      show: times,
      isMet: (value) => value <= 1.02,
    }),
    target("Under a limit, nothing that a batch sends is refused with 429 (in any run)", {
      value: batch?.refusedPerRevocation.most ?? missing,
      show: (value) => `${figure(value)} per revocation`,
      isMet: (value) => value === 0,
    }),
    target("Under a limit, two processes on one credential: within 1.1 × the floor", {
      value: limitSummary(samples, "twoProcesses")?.overFloor.median ?? missing,
      show: times,
      isMet: (value) => value <= 1.1,
    }),
  ];
}

function firstDeleteTarget({ firstDelete }: Results): Target {
  const samples = firstDelete?.samples ?? [];
  const seconds = (variant: FirstDeleteVariant) => firstDeleteSpread(samples, variant)?.median ?? missing;
  return target("The first DELETE is on the wire within 1.15 × the floor (the later of single and batch)", {
    value: Math.max(seconds("single"), seconds("batch")) / seconds("floor"),
    show: times,
    isMet: (value) => value <= 1.15,
  });
}

function reportTargets({ reports }: Results): Target[] {
  const samples = reports?.samples ?? [];
  const variants = Object.keys(reportVariantNames) as ReportVariant[];
  const median = (variant: ReportVariant, measure: "seconds" | "peakMemoryMiB", megabytes = 100) =>
    reportSpread(samples, { reader: "datadog-token-id", variant, megabytes }, measure)?.median ?? missing;
  const most = (measure: "seconds" | "peakMemoryMiB") =>
    Math.max(...variants.map((variant) => median(variant, measure)));
  const growth = (variant: ReportVariant) =>
    median(variant, "peakMemoryMiB") / median(variant, "peakMemoryMiB", 10);
  const timesAsLong = (reader: "JSON.parse" | "matchAll", of: readonly ReportVariant[]) =>
    Math.max(
      ...of.map((variant) => {
        const script = reportSpread(samples, { reader, variant, megabytes: 100 });
        return median(variant, "seconds") / (script?.median ?? missing);
      }),
    );
  return [
    target("100 MB of text are searched for tokens in at most 3 s", {
      value: median("text", "seconds"),
      show: inSeconds,
      isMet: (value) => value <= 3,
    }),
    target("A report of 100 MB, of whatever kind, is read in at most 10 s", {
      value: most("seconds"),
      show: inSeconds,
      isMet: (value) => value <= 10,
    }),
    target("A report of 100 MB, of whatever kind, is read in at most 256 MiB of memory", {
      value: most("peakMemoryMiB"),
      show: (value) => `${figure(value)} MiB`,
      isMet: (value) => value <= 256,
    }),
    target("100 MB of JSON take no longer than a script that parses them at once (the worst kind)", {
      value: timesAsLong("JSON.parse", jsonReportVariants),
      show: times,
      isMet: (value) => value <= 1,
    }),
    target(
      "100 MB of text or CSV take no longer than a script with one regular expression (the worst kind)",
      {
        value: timesAsLong("matchAll", textReportVariants),
        show: times,
        isMet: (value) => value <= 1,
      },
    ),
    ...lineTargets(reports?.extremes ?? []),
    eachFindingTarget(reports?.eachFinding ?? []),
    target("The peak memory at 100 MB is at most 1.25 × that at 10 MB (the worst kind)", {
      value: Math.max(...variants.map(growth)),
      show: times,
      isMet: (value) => value <= 1.25,
    }),
  ];
}

function lineTargets(samples: readonly ExtremeReportSample[]): Target[] {
  const lines = samples.filter(({ extreme }) => extreme === "oneLine");
  return [
    target("A report of a single line of 150 MB is read in at most 200 MiB of memory", {
      value: spreadOf(lines.map(({ peakMemoryMiB }) => peakMemoryMiB))?.median ?? missing,
      show: (value) => `${figure(value)} MiB`,
      isMet: (value) => value <= 200,
    }),
  ];
}

function eachFindingTarget(samples: readonly EachFindingSample[]): Target {
  const variants = [...new Set(samples.map(({ variant }) => variant))];
  const median = (variant: ReportVariant, age: CommandAge) =>
    eachFindingSpread(samples, variant, age)?.median ?? missing;
  const ratios = variants.map((variant) => median(variant, "now") / median(variant, "before"));
  return target(
    `A report with a token in each finding takes at most 1.5 × the time of ${earlierCommit} (the worst kind)`,
    {
      value: ratios.length === 0 ? missing : Math.max(...ratios),
      show: times,
      isMet: (value) => value <= 1.5,
    },
  );
}
