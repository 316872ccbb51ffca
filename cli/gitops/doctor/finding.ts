/** The state of a thing that was looked at: in order, wrong, or not to be told from here (or to be known, though it is no fault). */
export type FindingState = "good" | "wrong" | "untold";

/** One line of a doctor's report. */
export interface Finding {
  state: FindingState;
  /** The thing that was looked at: `credentials of eu`. */
  subject: string;
  /** The sight, in one or more sentences, without any credential. */
  text: string;
}

/** Makes a finding of something that is in order. */
export function good(subject: string, text: string): Finding {
  return { state: "good", subject, text };
}

/** Makes a finding of a fault: what is wrong, and what to do. */
export function wrong(subject: string, text: string): Finding {
  return { state: "wrong", subject, text };
}

/** Makes a finding of what can't be told, or is a person's to judge. */
export function untold(subject: string, text: string): Finding {
  return { state: "untold", subject, text };
}

const marks: Readonly<Record<FindingState, string>> = { good: "✓", wrong: "✗", untold: "?" };

/** The findings for people, a line each; further lines of a text are indented. */
export function describeFindings(findings: readonly Finding[]): string {
  const lines = findings.map(
    ({ state, subject, text }) => `${marks[state]} ${subject}: ${text.trim().replaceAll("\n", "\n    ")}\n`,
  );
  const faults = findings.filter(({ state }) => state === "wrong").length;
  const open = findings.filter(({ state }) => state === "untold").length;
  return `${lines.join("")}\n${faults} wrong, ${open} to look at, ${findings.length - faults - open} in order.\n`;
}
