import { existsSync } from "node:fs";
import { join, posix } from "node:path";
import { documentsIn } from "../../support/documents/documents";
import { checkoutFolder } from "../../support/engine/example-copy";
import { anchorOf, MarkdownDocument, type MarkdownTable } from "../../support/documents/markdown";

const documents = documentsIn(
  "*.md",
  "docs/*.md",
  "decisions/*.md",
  "examples/**/*.md",
  "policy/*.md",
  "simulator/*.md",
);
const byFile = documents.map((document) => [document.file, document] as const);

test.each(byFile)("every link of %s leads to a file, and to a heading of it", (_, document) => {
  const relative = document.links.filter((target) => !/^https?:/.test(target));
  expect(relative.filter((target) => !isThere(document, target))).toEqual([]);
});

test("each document of docs/ is in its index, and no other is", () => {
  const index = new MarkdownDocument("docs/README.md");
  const listed = index.table("Documentation").rows.map(([page = ""]) => /\((.*)\)/.exec(page)?.[1]);
  const files = documents.map(({ file }) => file).filter((file) => /^docs\/(?!README)/.test(file));
  expect(listed.toSorted()).toEqual(files.map((file) => posix.basename(file)));
});

test("no two documents say a thing in the same words", () => {
  const seen = new Map<string, string>();
  const twice: string[] = [];
  for (const { file, prose } of documents.filter((document) => !document.file.startsWith("examples/"))) {
    for (const sentence of sentencesIn(prose)) {
      const before = seen.get(sentence);
      if (before !== undefined) {
        twice.push(`${before} and ${file}: ${sentence}`);
      }
      seen.set(sentence, file);
    }
  }
  expect(twice).toEqual([]);
});

test("no two documents have the same table, or most of one", () => {
  const tables = documentsIn("README.md", "docs/*.md", "policy/*.md", "simulator/*.md").flatMap(
    (document) => document.tables,
  );
  const same = tables.flatMap((table, index) =>
    tables
      .slice(index + 1)
      .filter((other) => isMostly(table, other))
      .map((other) => `${table.file} (${table.heading}) and ${other.file} (${other.heading})`),
  );
  expect(same).toEqual([]);
});

function isMostly(one: MarkdownTable, other: MarkdownTable): boolean {
  const others = new Set(other.rows.map(([first]) => first));
  const shared = one.rows.filter(([first]) => others.has(first));
  return (
    String(one.columns) === String(other.columns) &&
    shared.length > Math.min(one.rows.length, other.rows.length) / 2
  );
}

function isThere(document: MarkdownDocument, target: string): boolean {
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? document.file : posix.join(posix.dirname(document.file), path);
  if (!existsSync(join(checkoutFolder, file))) {
    return false;
  }
  return anchor === undefined || new MarkdownDocument(file).headings.map(anchorOf).includes(anchor);
}

/** A sentence that is long enough to be a statement of its own. */
function sentencesIn(prose: string): string[] {
  return prose
    .split(/(?<=[.:;])\s+|\n|\||<br>/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length >= 60);
}
