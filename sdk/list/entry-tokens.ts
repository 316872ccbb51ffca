import { normalizeTokenId, readToken } from "../../provider/datadog/token/token-id";
import { findTokens } from "../reports/text/find-tokens";
import type { ReportedToken } from "../reports/findings/leak-report";
import { describePlace } from "../reports/findings/leak-place";
import type { ReadEntry } from "./read-list";
import { cannotRevokeServiceToken } from "../reports/service-token";

/** The tokens of an entry, each once, and what is wrong with the others. */
export interface EntryTokens {
  tokenIds: string[];
  problems: string[];
  warnings: string[];
}

/** The tokens that an entry names, by itself or through its reports, without those that it excepts. */
export function namedTokensOf(read: ReadEntry): EntryTokens {
  const { token, tokenId, tokens } = read.entry;
  if (read.entry.reports === undefined) {
    const names = [token, tokenId, ...(tokens ?? [])].filter((name) => name !== undefined);
    return { tokenIds: eachOnce(names.map(idOf)), problems: [], warnings: [] };
  }
  const excepted = new Set((read.entry.except ?? []).map(idOf));
  const reported = read.reports.flatMap((report) =>
    report.tokens.map((each) => ({ ...each, report: report.path })),
  );
  const wanted = reported.filter((each) => !excepted.has(each.tokenId));
  const idsInReports = new Set(reported.map((each) => each.tokenId));
  return {
    tokenIds: eachOnce(wanted.filter(({ kind }) => kind === "personal").map((each) => each.tokenId)),
    problems: serviceTokenProblems(read, wanted),
    warnings: (read.entry.except ?? [])
      .filter((name) => !idsInReports.has(idOf(name)))
      .map((name) => `${read.line}: ${name} is excepted, but is not in the reports.`),
  };
}

function serviceTokenProblems(read: ReadEntry, reported: (ReportedToken & { report: string })[]): string[] {
  const first = new Map(
    reported
      .filter(({ kind }) => kind === "service")
      .reverse()
      .map((each) => [each.tokenId, each]),
  );
  return [...first.values()]
    .reverse()
    .map((each) =>
      read.pointAt(
        "reports",
        `${each.report} names a service access token, found at ${describePlace(each.place)}: ${cannotRevokeServiceToken(each)}; ` +
          `then write it down here, as except: [${each.publicPortion}]`,
      ),
    );
}

/** The id of a token that the schema has let pass. */
function idOf(name: string): string {
  return readToken(name)?.tokenId ?? normalizeTokenId(name) ?? findTokens(name)[0]?.tokenId ?? name;
}

function eachOnce(tokenIds: string[]): string[] {
  return [...new Set(tokenIds)];
}
