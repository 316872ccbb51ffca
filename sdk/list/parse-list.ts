import { isMap, isNode, isScalar, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { parseSite } from "../../provider/datadog/token/sites";
import { ListError } from "./list-error";
import { entryKeys, listSchema, sources, type ListEntry } from "./list-schema";
import { ListText, type TextRange } from "./list-text";
import { refuseWholeTokens } from "./whole-token";

/** One entry, and where it stands. */
export interface PlacedEntry {
  entry: ListEntry;
  /** Points at one of the entry's keys, or at the entry: a problem, its place and the lines of the entry. */
  pointAt: (key: keyof ListEntry | undefined, problem: string) => string;
  /** `revocations.yaml:7`. */
  line: string;
}

type Path = readonly PropertyKey[];

/**
 * Reads the text of a list.
 *
 * @param file - its name, for messages.
 * @throws ListError with every problem of the text: file, line, column, and the entry.
 */
export function parseList(text: string, file: string): PlacedEntry[] {
  const list = new ListText(file, text);
  refuseWholeTokens(list);
  const document = parseDocument(text, { prettyErrors: false, merge: true });
  if (document.errors.length > 0) {
    throw new ListError(
      document.errors.map(({ pos, code, message }) => list.pointAt(pos[0], syntaxProblems[code] ?? message)),
    );
  }
  const isOnlyComments = document.contents === null && (document.comment ?? document.commentBefore) !== null;
  const parsed = listSchema.safeParse(
    isOnlyComments ? { revocations: null } : withOneSpelling(plainValueOf(document, list)),
  );
  const places = new Places(document, list);
  if (!parsed.success) {
    // Of what is wrong with one value the first is told: the rest follows from it.
    const issues = [...Map.groupBy(parsed.error.issues, ({ path }) => path.join("\n")).values()].map(
      ([first]) => first,
    );
    throw new ListError(issues.flatMap((issue) => (issue === undefined ? [] : places.problemsOf(issue))));
  }
  const entries = (parsed.data.revocations ?? []).map((entry, index) => places.placed(entry, index));
  const problems = entries.flatMap(contradictionsIn);
  if (problems.length > 0) {
    throw new ListError(problems);
  }
  return entries;
}

/** The parser's words that are not a user's. */
const syntaxProblems: Partial<Record<string, string>> = {
  MULTIPLE_DOCS:
    "here a second document begins, and a list is one: write all entries below one revocations:, and leave out the line ---",
};

/** The list with each entry's site in its one spelling, whichever of those that the argument `site` takes is written. */
function withOneSpelling(value: unknown): unknown {
  if (!isObject(value) || !Array.isArray(value["revocations"])) {
    return value;
  }
  const entries: unknown[] = value["revocations"];
  return {
    ...value,
    revocations: entries.map((entry) =>
      isObject(entry) && typeof entry["site"] === "string"
        ? { ...entry, site: parseSite(entry["site"]) ?? entry["site"] }
        : entry,
    ),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function plainValueOf(document: Document, list: ListText): unknown {
  try {
    return document.toJS() as unknown;
  } catch (error) {
    // The one thing that can fail here is a tower of aliases.
    throw new ListError([list.pointAt(0, error instanceof Error ? error.message : String(error))]);
  }
}

/** Says in words what the schema of an editor says with `oneOf`. */
function contradictionsIn({ entry, pointAt }: PlacedEntry): string[] {
  const [first, second] = sources.filter((source) => entry[source] !== undefined);
  if (first === undefined) {
    return [pointAt(undefined, `this entry names no token: give one of ${sources.join(", ")}`)];
  }
  if (second !== undefined) {
    return [
      pointAt(
        second,
        `this entry has ${first} and ${second}: give one of them, and the other an entry of its own`,
      ),
    ];
  }
  if (first !== "reports") {
    return entry.except === undefined ? [] : [pointAt("except", "except goes with reports")];
  }
  return (["kind", "serviceAccountId"] as const)
    .filter((key) => entry[key] !== undefined)
    .map((key) =>
      pointAt(key, `${key} goes with token, tokenId or tokens: reports tell the kind of each token`),
    );
}

/** Finds the places that the loader's messages are about. */
class Places {
  readonly #document: Document;
  readonly #list: ListText;

  constructor(document: Document, list: ListText) {
    this.#document = document;
    this.#list = list;
  }

  placed(entry: ListEntry, index: number): PlacedEntry {
    const path = ["revocations", index];
    const range = this.#rangeOf(path);
    return {
      entry,
      line: this.#list.lineAt(range[0]),
      pointAt: (key, problem) => {
        const [start] = key === undefined ? range : this.#rangeOf([...path, key]);
        return this.#list.pointAt(start, problem, range);
      },
    };
  }

  problemsOf(issue: z.core.$ZodIssue): string[] {
    const entry = issue.path.length > 1 ? this.#rangeOf(issue.path.slice(0, 2)) : undefined;
    if (issue.code !== "unrecognized_keys") {
      const subject = issue.path.filter((part) => typeof part === "string").at(-1);
      const named = issue.path.length > 2 ? `${String(subject)}: ` : "";
      const message = this.#asWritten(issue);
      return [this.#list.pointAt(this.#rangeOf(issue.path)[0], `${named}${message}`, entry)];
    }
    const known =
      issue.path.length === 0 ? "the list takes revocations" : `an entry takes ${entryKeys.join(", ")}`;
    return issue.keys.map((key) =>
      this.#list.pointAt(this.#keyOffset(issue.path, key), `there is no ${key}: ${known}`, entry),
    );
  }

  /** The message, with a number as it is written: 0123 is another text than 83 is. */
  #asWritten({ path, message }: z.core.$ZodIssue): string {
    const node = this.#document.getIn(path, true);
    const source = isScalar(node) ? node.source : undefined;
    return source === undefined || !message.startsWith("expected text: write")
      ? message
      : `expected text: write "${source}", in quotes`;
  }

  /** Finds the place of a part of the document; of what is missing, its parent's. */
  #rangeOf(path: Path): TextRange {
    for (let length = path.length; length > 0; length -= 1) {
      const node = this.#document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) {
        return [node.range[0], node.range[1]];
      }
    }
    return [this.#document.contents?.range?.[0] ?? 0, this.#list.text.length];
  }

  #keyOffset(path: Path, key: string): number {
    const parent: unknown = path.length === 0 ? this.#document.contents : this.#document.getIn(path, true);
    const pair = isMap(parent)
      ? parent.items.find((item) => isNode(item.key) && String(item.key) === key)
      : undefined;
    return (isNode(pair?.key) ? pair.key.range?.[0] : undefined) ?? this.#rangeOf(path)[0];
  }
}
