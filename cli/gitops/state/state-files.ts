import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { FolderStack } from "./folder-stack";

/** A state in a folder that Pulumi can't read, since one of its files is cut off. */
export interface CutOffState {
  /** The state's own file. */
  file: string;
  /** Its length. */
  bytes: number;
  /** Tells whether it is whole, and only the file of its attributes is cut off. */
  isWhole: boolean;
  /** The newest copy of the state that is whole. */
  copy?: string;
}

/**
 * Looks at the files of a stack's state in a backend that is a folder (Pulumi's CLI 3.259.0): `stacks/PROJECT/STACK.json`, and
 * beside it `STACK.json.attrs`, its attributes, in which nothing of the record stands. Pulumi puts a new state in the old one's
 * place when it is written, but writes the attributes where they stand: cut off there, they hide the state.
 *
 * @returns undefined if they are whole, or compressed.
 */
export async function cutOffStateOf(stack: FolderStack): Promise<CutOffState | undefined> {
  const file = join(stack.folder, "stacks", stack.project, `${stack.stack}.json`);
  const text = await textOf(file);
  if (text === undefined) {
    return undefined;
  }
  const isWhole = isState(text);
  if (!isWhole) {
    const copy = await newestCopy(file, stack);
    return { file, bytes: Buffer.byteLength(text), isWhole, ...(copy !== undefined && { copy }) };
  }
  const attributes = await textOf(attributesOf(file));
  return attributes === undefined || isJson(attributes)
    ? undefined
    : { file, bytes: Buffer.byteLength(text), isWhole };
}

/** The file of a file's attributes. */
export function attributesOf(file: string): string {
  return `${file}.attrs`;
}

/** Takes away the attributes of a state, without which Pulumi reads it as well. */
export async function takeAttributesAway({ file }: CutOffState): Promise<void> {
  await rm(attributesOf(file), { force: true });
}

/** The newest whole one of the copies that Pulumi keeps: beside the state, and of each update. */
async function newestCopy(
  file: string,
  { folder, project, stack }: FolderStack,
): Promise<string | undefined> {
  const backups = join(folder, "backups", project, stack);
  const names = await readdir(backups).catch(() => []);
  const copies = [`${file}.bak`, ...names.map((name) => join(backups, name))].filter(
    (copy) => !copy.endsWith(".attrs"),
  );
  const dated = await Promise.all(
    copies.map(async (copy) => ({
      copy,
      changed: await stat(copy).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    })),
  );
  for (const { copy } of dated.toSorted((one, other) => other.changed - one.changed)) {
    if (isState(await textOf(copy))) {
      return copy;
    }
  }
  return undefined;
}

/** A file's text; undefined if it is not there, or can't be read. */
async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch(() => undefined);
}

function isState(text: string | undefined): boolean {
  return text !== undefined && isJson(text) && text.includes('"checkpoint"');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
