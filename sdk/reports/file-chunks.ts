import { closeSync, open, read } from "node:fs";
import { ReportError } from "./findings/report-error";

const chunkLength = 1 << 16;

const openingProblems: Record<string, string> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file: a part of its path is not a folder",
  EISDIR: "this is a folder, not a file",
  EACCES: "this file may not be read by the user who runs this",
  EPERM: "this file may not be read by the user who runs this",
};

/** Turns an error of the operating system into one for people. */
export function problemOf(error: unknown, path: string): ReportError {
  if (error instanceof ReportError) {
    return error;
  }
  const code =
    typeof error === "object" && error !== null && "code" in error ? String(error.code) : "unknown reason";
  return new ReportError({ path, problem: openingProblems[code] ?? `can't be read (${code})` });
}

/** A file's bytes, read into the memory that the caller gives, or else into memory that stays valid until the next read. */
export async function* fileChunks(path: string): AsyncGenerator<Uint8Array, void, Uint8Array | undefined> {
  let file: number | undefined;
  try {
    file = await opened(path);
    const own = Buffer.allocUnsafeSlow(chunkLength);
    let memory: Uint8Array | undefined;
    for (;;) {
      const into = memory ?? own;
      const bytesRead = await readInto(file, into);
      if (bytesRead === 0) {
        return;
      }
      memory = yield into.subarray(0, bytesRead);
    }
  } catch (error) {
    throw problemOf(error, path);
  } finally {
    if (file !== undefined) {
      closeSync(file);
    }
  }
}

/*
 * With callbacks: Node.js's module with promises takes six milliseconds to load, which is a twentieth of a whole run.
 */

function opened(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    open(path, (error, file) => (error === null ? resolve(file) : reject(error)));
  });
}

/** Reads what comes next into memory; tells the number of bytes, 0 at the end. */
function readInto(file: number, memory: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    read(file, memory, 0, memory.length, null, (error, bytesRead) =>
      error === null ? resolve(bytesRead) : reject(error),
    );
  });
}
