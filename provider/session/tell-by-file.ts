import { appendFileSync } from "node:fs";

/**
 * Tells the command that runs Pulumi something by a file, by its existence or what stands in it: what stands in Pulumi's output may be anybody's text.
 * The messages say the same to a person, so that a file which can't be written changes nothing.
 */
export function tellByFile(file: string | undefined, text = ""): void {
  try {
    if (file !== undefined) {
      appendFileSync(file, text);
    }
  } catch {
    // A person still sees the message.
  }
}
