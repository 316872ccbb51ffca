/*
 * The escapes that may stand in a text between or in place of a token's characters, put there on the way: by a terminal, a mail
 * program, an encoder, an editor. One round of decoding takes one wrapping off; a text in several takes several rounds.
 */

/** Characters that nobody sees: controls but for line ends and tabs, soft hyphens, joiners, marks of direction and of byte order. */
export const invisible = String.raw`\0-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff`;

/** Elements that stand within a line. */
const inlineElement =
  "wbr|span|b|i|u|s|a|em|strong|mark|code|font|ins|del|sub|sup|small|big|tt|kbd|samp|var|bdi|bdo|nobr|c|hi|hl";

const namedCharacters: Readonly<Record<string, string>> = {
  ...{ lowbar: "_", UnderBar: "_", amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", bsol: "\\", num: "#" },
  ...{ percnt: "%", equals: "=", semi: ";", lsqb: "[", lbrack: "[", NewLine: "\n", Tab: "\t", ast: "*" },
  ...{ shy: "", zwj: "", zwnj: "", ZeroWidthSpace: "", NoBreak: "", lrm: "", rlm: "" },
};

/** One wrapping: how it looks, and what it stands for; undefined: it is none after all. */
interface Escape {
  pattern: string;
  meaning: (match: string) => string | undefined;
}

const nothing = () => "";

function characterOf(code: number): string | undefined {
  return code < 0x11_00_00 ? String.fromCodePoint(code) : undefined;
}

/** The text of bytes that were written in hexadecimal digits behind a mark each; undefined if they are not UTF-8. */
function textOfHex(match: string): string | undefined {
  const bytes = Buffer.from(match.replaceAll(/[%=]/g, ""), "hex");
  const text = bytes.toString();
  return text.includes("\ufffd") ? undefined : text;
}

/** The text of bytes in decimal numbers, which are a list's: so journald and Node.js write in JSON what is no text to them. */
function textOfNumbers(match: string): string | undefined {
  const numbers = match
    .replaceAll(/\\[nrt]/g, "")
    .split(/,\s*| /)
    .map(Number);
  return numbers.every((each) => each < 256) ? Buffer.from(numbers).toString() : undefined;
}

/** Text that logs write at the beginning of each line: a container's name, or a time and, in Kubernetes, a stream. */
export const lineBeginnings = String.raw`\[?[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.,]{8,20}\]?[ \t](?:[A-Z]{4,8}[ \t])?|[A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{8} \S{1,80} \S{1,80}:[ \t]|[\w./-]{1,60}[ \t]{1,30}\|[ \t]|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,20}(?:Z|[+-][0-9:]{4,5})[ \t](?:std(?:out|err)[ \t][FP][ \t])?`;

const escapes: readonly Escape[] = [
  // A terminal's colours and movements, and how they look where ESC was made visible.
  { pattern: String.raw`(?:(?:\x1b|\u241b|\^\[)\[|\u009b)[0-?]*[ -/]*[@-~]`, meaning: nothing },
  // Characters that an editor or a pager names because nobody sees them.
  { pattern: String.raw`<(?:U\+)?(?:200[b-fB-F]|00[aA][dD]|2060|[fF][eE][fF][fF])>`, meaning: nothing },
  { pattern: String.raw`\x1b\][^\x07\x1b]{0,400}(?:\x07|\x1b\\)`, meaning: nothing },
  { pattern: String.raw`\x1b(?:[()][0-9A-Za-z])?`, meaning: nothing },
  // The same in what syslog daemons keep: controls in octal digits.
  { pattern: String.raw`#033\[[0-?]*[ -/]*[@-~]`, meaning: nothing },
  { pattern: "#012", meaning: () => "\n" },
  { pattern: "#(?:0[0-3][0-7]|177)", meaning: nothing },
  {
    pattern: String.raw`[0-9]{1,3}(?:(?:,(?:\s|\\[nrt]){0,20}| )[0-9]{1,3}){11,}`,
    meaning: textOfNumbers,
  },
  { pattern: `[${invisible}]+`, meaning: nothing },
  // Letters as wide as Chinese ones.
  { pattern: String.raw`[\uff01-\uff5e]+`, meaning: (match) => match.normalize("NFKC") },
  // Quoted-printable: a line end that is none, and bytes.
  { pattern: String.raw`=[ \t]*\r?\n`, meaning: nothing },
  { pattern: "(?:=[0-9A-Fa-f]{2})+", meaning: textOfHex },
  { pattern: "(?:%[0-9A-Fa-f]{2})+", meaning: textOfHex },
  {
    pattern: String.raw`&#[0-9]{1,7}(?:;|(?![0-9]))`,
    meaning: (match) => characterOf(Number.parseInt(match.slice(2), 10)),
  },
  {
    pattern: String.raw`&#[xX][0-9a-fA-F]{1,6}(?:;|(?![0-9a-fA-F]))`,
    meaning: (match) => characterOf(Number.parseInt(match.slice(3), 16)),
  },
  { pattern: "%u[0-9a-fA-F]{4}", meaning: (match) => characterOf(Number.parseInt(match.slice(2), 16)) },
  { pattern: "&[A-Za-z]{2,14};", meaning: (match) => namedCharacters[match.slice(1, -1)] },
  { pattern: String.raw`</?(?:${inlineElement})(?:\s[^<>]{0,300})?/?>`, meaning: nothing },
  { pattern: String.raw`<br\s*/?>`, meaning: () => "\n" },
  // What programming languages and Markdown write behind a backslash; several of them where it was escaped again.
  {
    pattern: String.raw`\\+(?:u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|x\{[0-9a-fA-F]{1,6}\}|'[0-9a-fA-F]{2})`,
    meaning: (match) => characterOf(Number.parseInt(match.replaceAll(/[^0-9a-fA-F]/g, ""), 16)),
  },
  {
    pattern: String.raw`\\+[0-3][0-7]{2}`,
    meaning: (match) => characterOf(Number.parseInt(match.slice(-3), 8)),
  },
  { pattern: String.raw`\\+e(?=\[)`, meaning: () => "\u001b" },
  { pattern: String.raw`\\+r\\+n|\\+n`, meaning: () => "\n" },
  { pattern: String.raw`\\+\r?\n[ \t]*`, meaning: nothing },
  { pattern: String.raw`\\+(?=[_*~.<>&/|+=\-#\[\]])`, meaning: nothing },
  // A line end, with the marks of a quotation or a comment at the beginning of the next line.
  {
    pattern: String.raw`[ \t]*\r?\n(?:${lineBeginnings})?(?:[ \t]*(?:[>|│#]|//)[ \t]?)*[ \t]*`,
    meaning: () => "\n",
  },
];

/** Every wrapping, each in a group of its own. */
export const escapePattern = new RegExp(escapes.map(({ pattern }) => `(${pattern})`).join("|"), "g");

/** Tells what a match of `escapePattern` stands for; undefined if nothing is to be changed. */
export function meaningOf(match: RegExpExecArray): string | undefined {
  const groups: readonly (string | undefined)[] = match;
  const which = groups.findIndex((group, index) => index > 0 && group !== undefined);
  const meaning = escapes[which - 1]?.meaning(match[0]);
  return meaning === match[0] ? undefined : meaning;
}
