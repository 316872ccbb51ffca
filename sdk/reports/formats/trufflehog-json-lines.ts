import { z } from "zod";
import { isAccessTokenRule } from "./access-token-rule";
import type { Finding } from "../findings/finding-collector";
import { optionalLine, optionalText, shapeProblem } from "../json/finding-shape";
import { damaged, type FormatReader } from "../findings/report-source";
import { readLines } from "../text/read-lines";

const format = "TruffleHog JSON lines";

/** The fields of a finding that are read (trufflehog: pkg/output/json.go); below `Data` stands the source's kind. */
const shape = z
  .object({
    SourceMetadata: z
      .object({
        Data: z
          .record(
            z.string(),
            z
              .object({
                file: optionalText,
                line: optionalLine,
                commit: optionalText,
                link: optionalText,
                repository: optionalText,
              })
              .nullish(),
          )
          .nullish(),
      })
      .nullish(),
    DetectorName: optionalText,
    Raw: optionalText,
    RawV2: optionalText,
    Redacted: optionalText,
    ExtraData: z.looseObject({ name: optionalText }).nullish(),
  })
  .refine(
    ({ SourceMetadata, DetectorName }) => SourceMetadata ?? DetectorName,
    "it has neither SourceMetadata nor DetectorName",
  );

function findingOf(finding: z.infer<typeof shape>): Finding {
  const { DetectorName: detector, ExtraData: extra, Raw, RawV2, Redacted } = finding;
  const source = Object.values(finding.SourceMetadata?.Data ?? {}).find((data) => data);
  const { file, line, commit, link, repository } = source ?? {};
  const rule = [detector, extra?.name].filter((name) => name).join(": ");
  return {
    texts: [Raw, RawV2, Redacted],
    place: { file, line, commit, link: link ? link : webAddress(repository), rule },
    isAccessToken: isAccessTokenRule(rule),
  };
}

/** A repository may also be a folder, or an address that no browser opens. */
function webAddress(repository: string | null | undefined): string | undefined {
  return repository && /^https?:/.test(repository) ? repository : undefined;
}

/** A line of TruffleHog's log, which stands between its findings if both of its outputs go to one file. */
const logLine = z.object({ level: z.string(), msg: z.string() });

/** Asked of every line: a finding has no level, and to refuse it by its shape takes memory for an error each time. */
function isLogLine(value: unknown): boolean {
  return typeof value === "object" && value !== null && "level" in value && logLine.safeParse(value).success;
}

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote the text, which may hold a secret.
    return undefined;
  }
}

/** `trufflehog --json`: a finding a line. */
export const trufflehogJsonLines: FormatReader = {
  format,
  recognises: ({ opening, keys, text }) =>
    opening === "{" &&
    (keys.has("DetectorName") || keys.has("SourceMetadata") || /"logger"\s*:\s*"trufflehog"/.test(text)),
  async read(source, collector) {
    for await (const { text, line } of readLines(source.pieces)) {
      if (text.trim() === "") {
        continue;
      }
      const value = parseLine(text);
      if (value === undefined) {
        throw damaged(source, format, line, "this line is cut off, or is no JSON");
      }
      if (isLogLine(value)) {
        continue;
      }
      const parsed = shape.safeParse(value);
      if (!parsed.success) {
        throw damaged(source, format, line, shapeProblem(parsed.error));
      }
      collector.add(findingOf(parsed.data));
    }
  },
};
