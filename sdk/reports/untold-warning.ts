import { describePlace } from "./findings/leak-place";
import type { LeakReport, UntoldReason, UntoldToken } from "./findings/leak-report";
import { shownFile } from "./findings/shown-text";
import { adviceFor } from "./formats/report-formats";

/** So many places are named; the rest is counted. */
const mostPlaces = 10;

/** The reasons that are told together, and what is to be known of them. */
const sentences: readonly { reasons: readonly UntoldReason[]; why: string; advice?: string }[] = [
  { reasons: ["hidden", "redacted"], why: "the report does not show it" },
  {
    reasons: ["kindHidden"],
    why: "the report does not even show whether it is one",
  },
  {
    reasons: ["cutOff"],
    why: "its public portion is cut off",
    advice: "Look at the place for the rest: ddpat_ and 22 letters and digits are enough.",
  },
  {
    reasons: ["damaged"],
    why: "its public portion has more or fewer than 22 characters, or lost its underscore or prefix, or is in pieces",
    advice: "Look where it came from for the token as it was: a guess may be someone else's.",
  },
  {
    reasons: ["changedCase"],
    why: "its letters have lost their case, which its id needs",
    advice: "Look where it came from for the token as it was.",
  },
];

function pluralOf(why: string): string {
  return why
    .replace("whether it is one", "which of them are")
    .replace(/\bits\b/, "their")
    .replace(/\bit\b/, "them");
}

/**
 * Words for the tokens that a report names and that can't be told, a sentence or two each; none: there are none.
 *
 * @param which - `some` beside tokens that were told, `all` where none was
 */
export function untoldWarnings({ untold, format }: LeakReport, which: "some" | "all" = "some"): string[] {
  return sentences.flatMap(({ reasons, why, advice }) => {
    const each = untold.filter(({ reason }) => reasons.includes(reason));
    if (each.length === 0) {
      return [];
    }
    const what =
      reasons[0] === "kindHidden"
        ? `${each.length === 1 ? "A finding is" : `${each.length} findings are`} masked and may be a Datadog access token`
        : `${each.length === 1 ? "A Datadog access token" : `${each.length} Datadog access tokens`} can't be told${which === "some" ? ", and will not be revoked" : ""}`;
    const whySo = each.length === 1 ? why : pluralOf(why);
    return [`${what}, since ${whySo}: ${placesOf(each)}. ${advice ?? adviceFor(format).hidden}`];
  });
}

/** The same with the report's name, for a warning each. */
export function untoldWarningsOf(report: LeakReport, which?: "some" | "all"): string[] {
  return [
    ...untoldWarnings(report, which),
    ...report.problems,
    ...report.notes,
    ...partialWarnings(report),
  ].map((warning) => `${shownFile(report.path)}: ${warning}`);
}

/** True if something in a report was not told: whoever asks for all of it has to know. */
export function isIncomplete({ untold, problems }: LeakReport): boolean {
  return untold.length > 0 || problems.length > 0;
}

function partialWarnings({ tokens }: LeakReport): string[] {
  const partial = tokens.filter(({ isPartial }) => isPartial === true);
  if (partial.length === 0) {
    return [];
  }
  const places = partial.map(({ publicPortion, place }) => `${publicPortion} at ${describePlace(place)}`);
  return [
    `The secret part of ${partial.length === 1 ? "a token" : `${partial.length} tokens`} has not its 36 characters, so it was cut off or is no token's; the id is told by the public portion: ${listed(places)}.`,
  ];
}

function placesOf(untold: readonly UntoldToken[]): string {
  return listed(untold.map(({ place }) => describePlace(place) || "a finding without a place"));
}

function listed(all: readonly string[]): string {
  const named = all.slice(0, mostPlaces).join(", ");
  return all.length > mostPlaces ? `${named}, and ${all.length - mostPlaces} more` : named;
}
