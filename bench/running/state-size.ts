/** The bytes that a program's dynamic resources take in a stack's state. */
export interface StateSize {
  /** All of their entries, in bytes. */
  bytes: number;
  /** The same without what isn't about the revocation itself: the engine's `stackTrace`, and the evidence of outputs. */
  leanBytes: number;
}

interface ResourceEntry {
  type: string;
  stackTrace?: unknown;
  outputs?: Record<string, unknown>;
}

interface Checkpoint {
  checkpoint: { latest?: { resources?: ResourceEntry[] } };
}

/**
 * Measures a file of Pulumi's file backend: how much shorter it would be without the dynamic resources.
 *
 * @param text the checkpoint as it stands on the disk.
 */
export function stateSizeOf(text: string): StateSize {
  const without = bytesOf(withResources(text, () => []));
  return {
    bytes: Buffer.byteLength(text) - without,
    leanBytes: bytesOf(withResources(text, (entry) => [leanEntry(entry)])) - without,
  };
}

function withResources(text: string, change: (entry: ResourceEntry) => ResourceEntry[]): string {
  const state = JSON.parse(text) as Checkpoint;
  const { latest } = state.checkpoint;
  if (latest?.resources) {
    latest.resources = latest.resources.flatMap((entry) => (isDynamic(entry) ? change(entry) : [entry]));
  }
  return asPulumiWrites(state, text);
}

function isDynamic({ type }: ResourceEntry): boolean {
  return type.startsWith("pulumi-nodejs:dynamic");
}

function leanEntry({ stackTrace: _, ...entry }: ResourceEntry): ResourceEntry {
  const { evidence: __, tokenEvidence: ___, ...outputs } = entry.outputs ?? {};
  return { ...entry, outputs };
}

/** As Go's encoder does, with the indentation of the original. */
function asPulumiWrites(state: Checkpoint, original: string): string {
  const [, indentation = ""] = /^\{\n?(\s*)"/.exec(original) ?? [];
  const json = JSON.stringify(state, null, indentation);
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}
