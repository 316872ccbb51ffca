import { globSync } from "node:fs";
import { checkoutFolder } from "../engine/example-copy";
import { MarkdownDocument } from "./markdown";

/** The repository's documents, each read anew. */
export function documentsIn(...patterns: readonly string[]): MarkdownDocument[] {
  return globSync([...patterns], { cwd: checkoutFolder, exclude: ["**/node_modules/**"] })
    .sort()
    .map((file) => new MarkdownDocument(file));
}
