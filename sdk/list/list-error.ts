/** A list that can't be carried out: every problem at its place. Nothing of the list is registered then. */
export class ListError extends Error {
  /** The mark by which Pulumi knows an error of the user's, whose stack it does not show: that of its `RunError`, which takes long to load. */
  readonly __pulumiRunError = true;

  constructor(readonly problems: readonly string[]) {
    super(
      `The list of revocations can't be carried out, and nothing of it was registered.\n${problems.join("\n\n")}`,
    );
  }
}
