import { aliasLength, personalPrefix, secretLength } from "../../../provider/datadog/token/token-parts";
import type { LeakPlace } from "../findings/leak-place";

const maskLength = personalPrefix.length + aliasLength + 1 + secretLength;
/** A source that matches a mask in place of a whole token. */
export const maskOfToken = `(?<![*])[*]{${maskLength}}(?![*])`;

/** One form in which a line or a paragraph says where something was found. */
interface TextPlace {
  pattern: RegExp;
  fields: readonly (keyof LeakPlace)[];
  /** Something that is in it, and is looked for in a part of the pattern's time. */
  mark?: string | RegExp;
}

/** A file's name as grep and linters print it before a line's number: with a folder or an ending, and no address. */
export const fileName = String.raw`(?:[A-Za-z]:[\\/]?)?(?:[\w@+.~-]{1,100}[\\/]){0,30}(?!\d+\.)[\w@+~-]{1,100}\.[A-Za-z]\w{0,9}|(?:[A-Za-z]:[\\/]?|\.{0,2}\/)?(?:[\w@+.~-]{1,100}[\\/]){1,30}[\w@+.~-]{1,100}`;

/** In one line. */
const lineForms: readonly TextPlace[] = [
  // A command to GitHub Actions, as TruffleHog and secretlint write it.
  { mark: "::", pattern: /^::\w+ (?:.*,)?\s*file=([^,\n]+?)(?:,line=(\d+))/m, fields: ["file", "line"] },
  // gitleaks's JUnit.
  {
    mark: "in file ",
    pattern: /in file (\S.*?), line (\d+)(?:, at commit ([0-9a-f]{7,64}))?/,
    fields: ["file", "line", "commit"],
  },
  // git grep in a commit.
  {
    mark: /^\s*[0-9a-f]{40,64}:/,
    pattern: new RegExp(`^\\s*([0-9a-f]{40,64}):(${fileName}):(\\d+):`),
    fields: ["commit", "file", "line"],
  },
  // grep and linters, secretlint's compact form, and what GitLab says to a push that it refuses.
  {
    pattern: new RegExp(`^\\s*(?:--\\s+)?(${fileName})(?:(?::|\\()(?=\\d+(?:[:,)]|\\s\\|))|: line )(\\d+)`),
    fields: ["file", "line"],
  },
];

/** In several lines that belong together: the file, without which there is no place, */
const fileForms: readonly TextPlace[] = [
  { mark: "<file", pattern: /<file\s[^>]*?\bname="([^"\n]+)"/, fields: ["file"] },
  { mark: "<testcase", pattern: /<testcase\s[^>]*?\bfile="([^"\n]+)"/, fields: ["file"] },
  // secretlint's JUnit.
  {
    mark: "<testsuite ",
    pattern: /<testsuite\s[^>]*?\bname="([^"\n]*[/.\\][^"\n]*)"[^]{0,600}?\bline (\d+), col\b/,
    fields: ["file", "line"],
  },
  // Trivy's table.
  { mark: "(offset:", pattern: /^\s*(\S.{0,300}?):(\d+) \(offset:/m, fields: ["file", "line"] },
  // With the line behind the file: Checkov, the hook of detect-secrets, GitHub to a push that it refuses.
  {
    mark: /(?:file|path|location)\b/i,
    pattern: /^\W*(?:file|path|location)\s*:\s*(\S.{0,300}?)\s*:\s*(\d+)(?:-\d+)?\s*$/im,
    fields: ["file", "line"],
  },
  // The page that Kingfisher writes, a row of which is a finding.
  {
    mark: "<code>",
    pattern: /<td><code>([^<\n]+)<\/code><\/td>[^\n]*?<td data-sort-value="(\d+)">\2<\/td>/,
    fields: ["file", "line"],
  },
  // secretlint's TAP, and its form with the lines around.
  { mark: "not ok ", pattern: /^not ok \d+ - (\S.*?)\s*$/m, fields: ["file"] },
  {
    mark: /:\d+:\d+\s*\n/,
    pattern: new RegExp(`^(${fileName}):(\\d+):\\d+\\s*$`, "m"),
    fields: ["file", "line"],
  },
  // secretlint's usual form has the file above its findings.
  {
    mark: /\n\s+\d+:\d+\s+(?:error|warning|info)\b/,
    pattern: new RegExp(
      `^(${fileName})\\n(?:\\s+\\d+:\\d+\\s.*\\n)*?\\s+\\d+:\\d+\\s+(?:error|warning|info)\\b`,
      "m",
    ),
    fields: ["file"],
  },
  {
    mark: /[\n\r\u2028\u2029]\W*(?:file|path|target)/i,
    pattern: /^\W*(?:file|path|file ?path|target)\b\s*[.:=]+\**\s*(\S.*?)\s*$/im,
    fields: ["file"],
  },
];

/** and what else is told of it. */
const detailForms: readonly TextPlace[] = [
  { mark: /<(?:error|issue)/, pattern: /<(?:error|issue)\s[^>]*?\bline="(\d+)"/, fields: ["line"] },
  { pattern: /^\W*(?:start ?)?line(?: ?num(?:ber)?)?\b\s*[.:=]+\**\s*(\d+)\b/im, fields: ["line"] },
  { pattern: /^\W*(?:commit|git\.sha)\b\s*[.:=]+\s*([0-9a-f]{7,64})\s*$/im, fields: ["commit"] },
  { pattern: /^\W*rule(?: ?id)?\b\s*[.:=]+\s*(\S.*?)\s*$/im, fields: ["rule"] },
  { pattern: /^\W*link\b\s*[.:=]+\s*(\S.*?)\s*$/im, fields: ["link"] },
  { pattern: /^\s*[│|]\s*(\d+)\s*[│|]/m, fields: ["line"] },
  { pattern: /^\s+(\d+):\d+\s+(?:error|warning|info)\b/m, fields: ["line"] },
];

/** Each form that names a file has one of these in it: words in any case, words as they are, or a file before a line. */
const words = ["file", "path", "location", "target", "<testsuite ", "<code>", "(offset:", ": line "];
const exactWords = ["error", "warning", "info", "not ok ", "\u001b"];
const fileBeforeLine = /[./\\][\w@+~-]{0,100}[:(]\d/;

/** True if a place may be told in a text, which takes a small part of the time that reading it takes. */
export function mayTellPlace(text: string): boolean {
  const lowered = text.toLowerCase();
  return (
    words.some((word) => lowered.includes(word)) ||
    exactWords.some((word) => text.includes(word)) ||
    fileBeforeLine.test(text)
  );
}

const ruleName = /\b(?:[\w.]*datadog[-_](?:personal|service)[-_]access[-_]token)\b/i;
/** A text as TOML, YAML and JSON write it. */
const quoted = /^(["'])(.*)\1,?$/;
/** A place stands at the beginning of its line. */
export const mostOfLine = 1000;
const colours = /\u001b\[[0-?]*[ -/]*[@-~]/g;

function hasMark(text: string, mark: string | RegExp): boolean {
  return typeof mark === "string" ? text.includes(mark) : mark.test(text);
}

/** A text without a terminal's colours. */
export function withoutColours(text: string): string {
  return text.includes("\u001b") ? text.replaceAll(colours, "") : text;
}

function read(forms: readonly TextPlace[], text: string): LeakPlace {
  const place: Partial<Record<keyof LeakPlace, string | number>> = {};
  for (const { pattern, fields, mark } of forms) {
    const match = mark === undefined || hasMark(text, mark) ? pattern.exec(text) : undefined;
    for (const [index, field] of fields.entries()) {
      const value = match?.[index + 1];
      if (value !== undefined && place[field] === undefined) {
        place[field] = field === "line" ? Number(value) : value.replace(quoted, "$2");
      }
    }
  }
  return place as LeakPlace;
}

function placeIn(line: string, around: string): LeakPlace | undefined {
  const inLine = read(lineForms, line);
  if (inLine.file !== undefined) {
    return inLine;
  }
  const file = { ...read(fileForms, around), ...read(fileForms, line), ...read(lineForms, around) };
  return file.file === undefined
    ? undefined
    : { ...read(detailForms, around), ...read(detailForms, line), ...file };
}

/** The place that a line tells, or the paragraph around it; undefined if neither names a file. */
export function placeInText(line: string, paragraph: string): LeakPlace | undefined {
  // With a line end before each line, by which it is found.
  const oneLine = `\n${withoutColours(line.slice(0, mostOfLine))}`;
  const around = `\n${withoutColours(paragraph)}`;
  const place = placeIn(oneLine, around);
  if (place?.file === undefined) {
    return undefined;
  }
  const rule = place.rule ?? ruleName.exec(oneLine)?.[0] ?? ruleName.exec(around)?.[0];
  return { ...place, ...(rule !== undefined && { rule }) };
}

const maskedToken = new RegExp(`(?<=[:=,;\\t]\\s*["'\`]?|["'\`(])${maskOfToken}`, "y");

/** True if a value was masked that has as many characters as a whole token: a text of secretlint's says nothing else of it. */
export function isMaskedToken(text: string, place: number): boolean {
  maskedToken.lastIndex = place;
  return maskedToken.test(text);
}

const maskInText = /\*{4,}|\[?(?:REDACTED|redacted|HIDDEN|hidden|MASKED|masked)\b|[•●█]{3,}|requires login/;

/** True if a text shows that something in it was masked. */
export function showsMask(text: string): boolean {
  return maskInText.test(text);
}
