import { execFile } from "node:child_process";
import { readFile, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { promisify } from "node:util";
import { tokenSpotsIn } from "../../provider/datadog/token/token-spots";
import type { FindingCollector } from "./findings/finding-collector";
import type { LeakPlace } from "./findings/leak-place";
import type { UntoldToken } from "./findings/leak-report";

const run = promisify(execFile);
/** No source is longer. */
const mostBytes = 1 << 26;
/** A token may go on in the next lines. */
const linesBehind = 3;

/**
 * Looks up what a report does not show in the folder that was scanned: at the line of the file, or of the file in the
 * commit if the folder is a repository. What is found there is told as if the report had it.
 *
 * @param options.watch - is given the text that stands there, for whoever needs the whole tokens.
 */
export async function lookUpSource(
  collector: FindingCollector,
  { folder, watch }: { folder: string; watch?: ((text: string) => void) | undefined },
): Promise<void> {
  for (const untold of collector.untold.splice(0)) {
    const around = await textAround(untold.place, folder);
    watch?.(around?.text ?? "");
    if (around === undefined || !isTold(untold, around, collector)) {
      collector.untold.push(untold);
    }
  }
}

/** A line of a source, and the text from it on, as far as a token may go. */
interface TextAround {
  lineLength: number;
  text: string;
}

async function textAround(place: LeakPlace, folder: string): Promise<TextAround | undefined> {
  const lines = (await textOf(place, folder))?.split("\n");
  const line = place.line === undefined ? undefined : lines?.[place.line - 1];
  if (lines === undefined || line === undefined || place.line === undefined) {
    return undefined;
  }
  return {
    lineLength: line.length,
    text: lines.slice(place.line - 1, place.line + linesBehind).join("\n"),
  };
}

function isTold(
  { place, reason }: UntoldToken,
  { lineLength, text }: TextAround,
  collector: FindingCollector,
): boolean {
  const spots = tokenSpotsIn(text).filter(({ start }) => start <= lineLength);
  for (const { token, isPartial } of spots) {
    if (token !== undefined) {
      collector.addToken(token, place, { isPartial });
    }
  }
  // A finding whose kind is not shown is another one where its line has nothing of a token.
  return spots.some(({ token }) => token !== undefined) || (reason === "kindHidden" && spots.length === 0);
}

async function textOf({ file, commit }: LeakPlace, folder: string): Promise<string | undefined> {
  if (file === undefined) {
    return undefined;
  }
  if (commit !== undefined && /^[0-9a-f]{7,64}$/.test(commit)) {
    const path = file.replace(/^\.?\//, "");
    const shown = await run("git", ["-C", folder, "show", `${commit}:${path}`], {
      maxBuffer: mostBytes,
    }).catch(() => undefined);
    if (shown !== undefined) {
      return shown.stdout;
    }
  }
  return readInside(folder, file);
}

/** The text of a file, if it lies in the folder, and is one. */
async function readInside(folder: string, file: string): Promise<string | undefined> {
  try {
    const [home, path] = await Promise.all([realpath(folder), realpath(join(folder, file))]);
    const facts = await stat(path);
    return path.startsWith(`${home}${sep}`) && facts.isFile() && facts.size <= mostBytes
      ? await readFile(path, "utf8")
      : undefined;
  } catch {
    // What is not there tells nothing: the finding stays as it is.
    return undefined;
  }
}
