import { redactTokenText } from "../../../provider/datadog/token/redact";

const controls = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
/** Text that CI systems take for a command at the beginning of a line, and GitHub anywhere in it for `##[…]`. */
const commands = /::|##(?=\[)|##(?=vso)/g;

/** A commit, which nothing can hide in. */
const isHash = /^[0-9a-f]{7,64}$/;

/**
 * A name that someone else has chosen (of a file, a rule, a commit), fit to be printed: no secret part, no terminal
 * escapes, no line ends, no commands to a CI system.
 */
export function shownText(text: string): string {
  return isHash.test(text)
    ? text
    : redactTokenText(text)
        .replaceAll(controls, "\ufffd")
        .replaceAll(commands, (command) => Array.from(command).join("\u200b"));
}

/** A file's name without the folder that it is in anyway; it may be an address. */
export function shownFile(name: string): string {
  return /^https?:\/\//.test(name) ? shownLink(name) : shownText(name.replace(/^(?:\.\/)+(?=.)/, ""));
}

/** An address without what may let someone in: credentials, query and fragment but for a line's. */
export function shownLink(link: string): string {
  const [, address = "", fragment = ""] =
    /^([^?#]*)(?:\?[^#]*)?(#(?:L|lines?-|l)\d[\w-]*)?/i.exec(link) ?? [];
  return shownText(`${address.replace(/\/\/[^/\s]*@/, "//")}${fragment}`);
}
