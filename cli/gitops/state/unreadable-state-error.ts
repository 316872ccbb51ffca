import { attributesOf, type CutOffState } from "./state-files";

/** A state that Pulumi can't read, since one of its files is cut off. */
export class UnreadableStateError extends Error {
  override readonly name = "UnreadableStateError";
  readonly state: CutOffState;

  constructor(state: CutOffState) {
    super(describeCutOff(state));
    this.state = state;
  }
}

/** Sentences on a state that can't be read, and on what to do. */
export function describeCutOff(state: CutOffState): string {
  return state.isWhole ? ofAttributes(state) : ofState(state);
}

function ofAttributes({ file }: CutOffState): string {
  return [
    `Pulumi can't read the stack's state, which is whole: ${attributesOf(file)}, which stands beside it, is cut off. A run was`,
    "killed while it wrote that. Nothing of the record is lost. If you know that no run is at work on the stack, run:",
    "datadog-token-gitops recover",
  ].join(" ");
}

function ofState({ file, bytes, copy }: CutOffState): string {
  const found = `Pulumi can't read the stack's state: ${file} is cut off (${bytes} bytes), as on a full disk.`;
  const harmless =
    "What has been revoked since is not on its record, and is asked for again by the next up, which does no harm.";
  return copy === undefined
    ? `${found} No copy of it is whole, either. Make room on the disk, take the file away, and run: pulumi stack init. ${harmless}`
    : [
        `${found} A copy is whole: ${copy}. Make room on the disk, and if you know that no run is at work on the stack, run:`,
        `cp '${copy}' '${file}', then datadog-token-gitops recover. ${harmless}`,
      ].join(" ");
}
