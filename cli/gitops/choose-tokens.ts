import type { GitopsSurroundings } from "./gitops-surroundings";
import type { GitopsOptions } from "./gitops-options";
import { liveFirst, liveOnly, readLocated, type ChosenReport } from "./locate-report";
import { recordedProofs } from "./record/recorded-proofs";
import { limitOfDay, limitOfRun, tighter } from "./revocation-limits";

/** Reads the report of a `declare --locate`, says where its tokens are at home, and chooses those that are to be declared. */
export async function chooseTokens(
  options: GitopsOptions,
  surroundings: GitopsSurroundings,
): Promise<ChosenReport> {
  const { report = "", list, sites, max, maxADay } = options;
  const { environment, run, now, print, locateMeans } = surroundings;
  // Before any text is sent: where the day's revocations can't be counted, there is nothing to choose.
  const ofDay =
    maxADay === undefined ? undefined : limitOfDay(maxADay, await recordedProofs(options, run), now());
  const located = await readLocated(report, { ...(sites.length > 0 && { sites }), ...locateMeans });
  const chosen = options.liveOnly
    ? liveOnly(located, list, tighter(limitOfRun(max, environment), ofDay))
    : liveFirst(located);
  print(chosen.lines.map((line) => `${line}\n`).join(""));
  return chosen;
}
