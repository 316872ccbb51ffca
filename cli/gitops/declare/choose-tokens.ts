import { accountOrganizations, type AccountOrganizations } from "./account-organizations";
import type { GitopsSurroundings } from "../gitops-surroundings";
import type { GitopsOptions } from "../gitops-options";
import { liveFirst, liveOnly, readLocated, type ChosenReport, type LocatedReport } from "./locate-report";
import { recordedProofs } from "../record/recorded-proofs";
import { capOfRun, stackSettings, type StackSettings } from "../stack-settings";
import { limitOfDay, limitOfRun, tighter } from "../revocation-limits";

/** Reads the report of a `declare --locate`, says where its tokens are at home, and chooses those that are to be declared. */
export async function chooseTokens(
  options: GitopsOptions,
  surroundings: GitopsSurroundings,
): Promise<ChosenReport> {
  const { report = "", list, sites, max, maxADay, source } = options;
  const { environment, run, now, print, locateMeans } = surroundings;
  let read: Promise<StackSettings> | undefined;
  const settings = () => (read ??= stackSettings(options, run));
  // Before any text is sent: where the day's revocations can't be counted, there is nothing to choose.
  const [recorded, cap] = await Promise.all([
    maxADay === undefined ? undefined : recordedProofs(options, run),
    options.liveOnly ? capOfRun(environment, settings) : undefined,
  ]);
  const ofDay =
    maxADay === undefined || recorded === undefined ? undefined : limitOfDay(maxADay, recorded, now());
  const located = await readLocated(report, { source, ...(sites.length > 0 && { sites }), ...locateMeans });
  const accounts = await accountsOf(located, options, { ...surroundings, settings });
  const chosen = options.liveOnly
    ? liveOnly({ ...located, ...accounts }, list, tighter(limitOfRun(max, cap), ofDay))
    : liveFirst({ ...located, ...accounts });
  for (const problem of accounts.problems) {
    surroundings.warn(`${problem}\n`);
  }
  print(chosen.lines.map((line) => `${line}\n`).join(""));
  return chosen;
}

/** Whose the accounts are: asked for only where an entry may name one, and where a living token says of which organisation it is. */
async function accountsOf(
  { report, locationOf }: LocatedReport,
  { account }: GitopsOptions,
  {
    environment,
    locateMeans,
    settings,
  }: Pick<GitopsSurroundings, "environment" | "locateMeans"> & { settings: () => Promise<StackSettings> },
): Promise<AccountOrganizations> {
  const sites = report.tokens.flatMap((token) => {
    const location = locationOf(token);
    return location.status === "live" && location.organization !== undefined ? [location.site] : [];
  });
  return account === undefined && sites.length > 0
    ? accountOrganizations(new Set(sites), { environment, settings: await settings() }, locateMeans)
    : { accountOf: () => undefined, isOurs: () => false, problems: [] };
}
