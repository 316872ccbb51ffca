import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
import type { LeakReport } from "../../../../sdk/reports/findings/leak-report";
import { ListError } from "../../../../sdk/list/list-error";
import { planList, type ListPlan } from "../../../../sdk/list/list-plan";
import { parseList } from "../../../../sdk/list/parse-list";

export const [a, b, c] = [
  "35ef7728-4761-41dd-8a7b-f1112a26f840",
  "61c07794-df2a-4403-a6ad-caa6bb70dae2",
  "6ada9c44-0b7f-4e35-826b-ccecd6d358d5",
];
export const publicPortion = (tokenId: string) => `ddpat_${aliasFromTokenId(tokenId)}`;
export const serviceAlias = "3dJZ2IClhMOwsx0xC01NBK";

/** A report as it comes from `readReport`. */
export function reportOf(path: string, tokenIds: string[], more: Partial<LeakReport> = {}): LeakReport {
  return {
    path,
    format: "gitleaks JSON",
    tokens: tokenIds.map((tokenId, index) => ({
      tokenId,
      kind: "personal",
      publicPortion: publicPortion(tokenId),
      place: { file: "app.env", line: index + 1 },
    })),
    untold: [],
    problems: [],
    notes: [],
    ...more,
  };
}

/** The plan of a list whose reports say what is given here, by their file. */
export function planOf(text: string, reports: LeakReport[] = []): ListPlan {
  const entries = parseList(text, "revocations.yaml").map((entry) => ({
    ...entry,
    clean: [],
    unread: [],
    reports: [entry.entry.reports ?? []]
      .flat()
      .flatMap((path) => reports.filter((report) => report.path === path)),
  }));
  return planList(entries);
}

export function problemsOf(text: string, reports: LeakReport[] = []): string {
  try {
    planOf(text, reports);
  } catch (error) {
    if (error instanceof ListError) {
      return error.problems.join("\n\n");
    }
    throw error;
  }
  throw new Error("There was no problem.");
}
