import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../engine/example-copy";

/** A table of a document: its cells as they are written, by column and row. */
export interface MarkdownTable {
  /** `docs/lists.md`, `Lists`. */
  file: string;
  heading: string;
  columns: string[];
  rows: string[][];
}

/** A fenced block of a document. */
export interface MarkdownBlock {
  file: string;
  language: string;
  text: string;
}

/** A document of the repository. */
export class MarkdownDocument {
  readonly file: string;
  readonly text: string;

  constructor(file: string) {
    this.file = file;
    this.text = readFileSync(join(checkoutFolder, file), "utf8");
  }

  get blocks(): MarkdownBlock[] {
    return [...this.text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language = "", text = ""]) => ({
      file: this.file,
      language,
      text,
    }));
  }

  /** The text without its fenced and its indented blocks, and without comments. */
  get prose(): string {
    return this.text
      .replace(/^```\w*\n[^]*?^```$/gm, "")
      .replace(/^(?: {4,}|\t).*$/gm, "")
      .replace(/<!--[^]*?-->/g, "");
  }

  get headings(): string[] {
    return [...this.prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => heading);
  }

  /** The targets of links and pictures. */
  get links(): string[] {
    return [...this.prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  }

  get tables(): MarkdownTable[] {
    const tables: MarkdownTable[] = [];
    let heading = "";
    let table: MarkdownTable | undefined;
    for (const line of this.prose.split("\n")) {
      heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
      const cells = line.startsWith("|") ? cellsOf(line) : undefined;
      if (cells === undefined) {
        table = undefined;
      } else if (table === undefined) {
        table = { file: this.file, heading, columns: cells, rows: [] };
        tables.push(table);
      } else if (!cells.every((cell) => /^:?-+:?$/.test(cell))) {
        table.rows.push(cells);
      }
    }
    return tables;
  }

  /** The table below a heading. @throws Error if there is none. */
  table(heading: string): MarkdownTable {
    const table = this.tables.find((each) => each.heading === heading);
    if (table === undefined) {
      throw new Error(`${this.file} has no table below "${heading}".`);
    }
    return table;
  }
}

/** The texts between backticks. */
export function codesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}

/** The anchor that GitHub gives a heading. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}
