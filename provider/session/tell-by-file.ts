import { appendFileSync } from "node:fs";

/**
 * Tells the command that runs Pulumi something by the existence of a file: what stands in Pulumi's output may be anybody's text.
 * The messages say the same to a person, so that a file which can't be written changes nothing.
 */
export function tellByFile(file: string | undefined): void {
  try {
    if (file !== undefined) {
      appendFileSync(file, "");
    }
  } catch {
    // A person still sees the message.
  }
}
