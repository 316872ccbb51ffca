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
 */
export async function lookUpSource(collector: FindingCollector, folder: string): Promise<void> {
  for (const untold of collector.untold.splice(0)) {
    if (!(await isTold(untold, folder, collector))) {
      collector.untold.push(untold);
    }
  }
}

async function isTold(
  { place, reason }: UntoldToken,
  folder: string,
  collector: FindingCollector,
): Promise<boolean> {
  const lines = (await textOf(place, folder))?.split("\n");
  const line = place.line === undefined ? undefined : lines?.[place.line - 1];
  if (line === undefined || place.line === undefined) {
    return false;
  }
  const around = lines?.slice(place.line - 1, place.line + linesBehind).join("\n") ?? line;
  const spots = tokenSpotsIn(around).filter(({ start }) => start <= line.length);
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
