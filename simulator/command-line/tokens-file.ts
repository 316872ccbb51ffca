import { readFile } from "node:fs/promises";
import { systemErrorCode } from "./system-error-code";
import { problemsOfNewToken, isNewToken, type NewToken } from "../tokens/new-token";

/**
 * Reads a file of tokens: a JSON array of objects with the fields of `NewToken`, all optional.
 * @throws Error that says what is wrong where, without repeating any value.
 */
export async function readTokensFile(path: string): Promise<readonly NewToken[]> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    throw new Error(
      `The tokens file ${path} can't be read (${systemErrorCode(cause) ?? "for a reason unknown"}).`,
      { cause },
    );
  }
  return parseTokens(text, path);
}

/** Parses the text of a tokens file; `path` is for error messages. */
export function parseTokens(text: string, path: string): readonly NewToken[] {
  const entries = parseJson(text);
  if (!Array.isArray(entries)) {
    throw new Error(`The tokens file ${path} must be a JSON array of tokens.`);
  }
  return entries.map((entry: unknown, index) => {
    if (isNewToken(entry)) {
      return entry;
    }
    const [fault = ""] = problemsOfNewToken(entry);
    throw new Error(`The tokens file ${path}, token ${index + 1} of ${entries.length}: ${fault}`);
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may be a secret.
    return undefined;
  }
}
