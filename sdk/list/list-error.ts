import { RunError } from "@pulumi/pulumi";

/** A list that can't be carried out: every problem at its place. Nothing of the list is registered then. */
export class ListError extends RunError {
  constructor(readonly problems: readonly string[]) {
    super(
      `The list of revocations can't be carried out, and nothing of it was registered.\n${problems.join("\n\n")}`,
    );
  }
}
