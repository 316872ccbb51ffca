import { z } from "zod";

/** A text that a report may leave out. */
export const optionalText = z.string().nullish();

/** A line's number, from 1, that a report may leave out; 0 if it has none. */
export const optionalLine = z.int().nonnegative().nullish();

/** Describes something that does not have the shape of a finding: its first field that is wrong, and how. */
export function shapeProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  const field = issue?.path.join(".") ?? "";
  const subject = field === "" ? "a finding" : `"${field}" of a finding`;
  return `${subject} is wrong: ${issue?.message.replace("Invalid input: ", "") ?? "unknown"}`;
}
