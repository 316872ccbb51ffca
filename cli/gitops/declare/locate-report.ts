import { readFileSync } from "node:fs";
import type { LocateMeans, LocateOptions } from "../../../provider/datadog/locate/locate-texts";
import { describeLocation } from "../../../provider/datadog/locate/token-location";
import { locateTokens, readReportWithTexts, type LocationOf } from "../../../sdk/locate/locate-tokens";
import { WholeTexts } from "../../../sdk/locate/whole-texts";
import type { LeakReport, ReportedToken } from "../../../sdk/reports/findings/leak-report";
import type { AccountOrganizations } from "./account-organizations";
import { idsDeclaredIn, type DeclaredHome } from "./declare-report";
import type { Limit } from "../revocation-limits";

/** A report with the tokens that are to be declared, those that live first. */
export interface ChosenReport {
  report: LeakReport;
  homeOf: (publicPortion: string) => DeclaredHome | undefined;
  /** A line for each token that was located. */
  lines: string[];
  /** Sentences about living tokens that are not declared, and about what can't be told. */
  problems: string[];
}

/** A report, and where each of its tokens is at home. */
export interface LocatedReport {
  report: LeakReport;
  locationOf: LocationOf;
}

/** The same, with the accounts that entries may name. */
type Located = LocatedReport & Pick<AccountOrganizations, "accountOf" | "isOurs">;

/** Reads a report, and locates its tokens by their whole texts, which are forgotten with it. */
export async function readLocated(
  path: string,
  { source, ...options }: LocateOptions & LocateMeans & { source?: string | undefined },
): Promise<LocatedReport> {
  const texts = new WholeTexts();
  const report = await readReportWithTexts(path, texts, { source });
  return { report, locationOf: await locateTokens(report.tokens, texts, options) };
}

/** Puts the tokens that live first, and among them those that live in an organisation of ours. */
export function liveFirst(located: Located): ChosenReport {
  return chosen(located, inOrder(located));
}

function inOrder({ report, locationOf, isOurs }: Located): ReportedToken[] {
  const rank = (token: ReportedToken) => {
    const location = locationOf(token);
    return location.status !== "live" ? 2 : isOurs(location.site, location.organization) ? 0 : 1;
  };
  return report.tokens.toSorted((one, other) => rank(one) - rank(other));
}

/**
 * Chooses the tokens that need no person: whoever brought the report holds their whole texts, which Datadog accepts. A
 * public portion, a made up secret, a mention, whatever rule found it: none of them proves anything.
 *
 * Above the limit the first ones are chosen all the same, and the rest is named: an invented crowd can't shield a leak, nor
 * can tokens that live in an organisation of somebody else's.
 */
export function liveOnly(located: Located, list: string, limit: Limit): ChosenReport {
  const { report, locationOf } = located;
  const declared = idsDeclaredIn(readFileSync(list, "utf8"), list);
  const live = inOrder(located).filter((token) => locationOf(token).status === "live");
  const fresh = [...new Set(live.map(({ tokenId }) => tokenId))].filter((tokenId) => !declared.has(tokenId));
  const above = new Set(fresh.slice(limit.left));
  const taken = live.filter(({ tokenId }) => !above.has(tokenId));
  const { lines, homeOf, problems } = chosen(located, taken);
  const left = live.filter(({ tokenId }) => above.has(tokenId)).map(nameOf);
  const untold = report.tokens.filter((token) => locationOf(token).status === "untold").map(nameOf);
  return {
    report: { ...report, tokens: taken },
    lines,
    homeOf,
    problems: [
      ...problems,
      ...sentence(
        left,
        `live, and above the limit of ${limit.name}. Revoke them by a pull request, or run again with a higher limit`,
      ),
      ...sentence(
        untold,
        "not told of for certain: Datadog could not be asked on every site. Run again, or let a person decide",
      ),
    ],
  };
}

function chosen({ report, locationOf, accountOf }: Located, tokens: ReportedToken[]): ChosenReport {
  const each = new Map(report.tokens.map((token) => [token.publicPortion, token]));
  return {
    report: { ...report, tokens },
    homeOf: (publicPortion) => {
      const location = locationOf({ publicPortion });
      if (location.status !== "live") {
        return undefined;
      }
      const { site, organization } = location;
      const account = accountOf(site, organization);
      return account === undefined ? { site } : { site, account };
    },
    lines: [...each.values()].map((token) => `${nameOf(token)}: ${describeLocation(locationOf(token))}`),
    problems: [],
  };
}

function nameOf({ publicPortion, tokenId }: ReportedToken): string {
  return `${publicPortion} (${tokenId})`;
}

function sentence(names: readonly string[], what: string): string[] {
  const each = [...new Set(names)];
  return each.length === 0 ? [] : [`${each.join(", ")}: ${what}.`];
}
