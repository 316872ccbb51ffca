import { containsTokenText } from "../../provider/datadog/token/redact";
import type { LocateMeans } from "../../provider/datadog/locate/locate-texts";
import type { WholeTexts } from "../../sdk/locate/whole-texts";
import { findTokens } from "../../sdk/reports/text/find-tokens";
import type { ReportedToken } from "../../sdk/reports/findings/leak-report";
import { readReport, readReportFrom } from "../../sdk/reports/read-report";
import { isIncomplete, untoldWarningsOf } from "../../sdk/reports/untold-warning";
import { ReportError } from "../../sdk/reports/findings/report-error";
import type { NamedToken } from "../../provider/datadog/token/token-text";
import { withAllPlaces, type PlacedToken } from "../../sdk/reports/group-by-token";
import { locating } from "./locating";
import { printLocated } from "./print-located";
import { readTokenIdOptions, tokenIdHelp } from "./token-id-options";
import { isWrongOption } from "./wrong-option";

/** The command's input and outputs. */
export interface Terminal {
  stdin: AsyncIterable<Uint8Array>;
  /** True if a person sits at standard input. */
  isInteractive: boolean;
  print: (text: string) => void;
  /** To standard error. */
  warn: (text: string) => void;
  version: string;
  /** A test's own network and time for asking Datadog. */
  locateMeans?: LocateMeans;
}

/** Runs `datadog-token-id`: see its help. @returns the exit status. */
export async function tokenIdCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = optionsOf(args, terminal);
  if (options === undefined) {
    return 2;
  }
  if (options.show !== undefined) {
    terminal.print(options.show === "help" ? tokenIdHelp : `${terminal.version}\n`);
    return 0;
  }
  const texts = options.locate ? new (locating().WholeTexts)() : undefined;
  const found: (readonly (NamedToken & Partial<ReportedToken>)[])[] = [];
  let failed = false;
  for (const input of options.inputs) {
    try {
      const { tokens, isComplete } = await tokensOf(input, terminal, { source: options.source, texts });
      found.push(tokens);
      failed ||= !isComplete;
    } catch (error) {
      if (!(error instanceof ReportError)) {
        throw error;
      }
      terminal.warn(`${error.message}\n`);
      failed = true;
    }
  }
  const tokens = withAllPlaces(found.flat());
  if (texts !== undefined) {
    const { sites } = options;
    const means = { ...(sites.length > 0 && { sites }), ...terminal.locateMeans };
    const locationOf = await locating().locateTokens(tokens, texts, means);
    const isTold = printLocated(tokens, locationOf, {
      isJson: options.json,
      print: terminal.print,
    });
    return failed || !isTold ? 1 : 0;
  }
  const printed = options.json ? printJson(tokens, terminal) : printIds(tokens, terminal);
  return failed || !printed ? 1 : 0;
}

function optionsOf(args: readonly string[], { warn }: Terminal) {
  try {
    return readTokenIdOptions(args);
  } catch (error) {
    if (!isWrongOption(error)) {
      throw error;
    }
    warn(`${error.message}\nSee datadog-token-id --help.\n`);
    return undefined;
  }
}

const looksLikeToken = /dd[ps]at_/;

async function tokensOf(
  input: string,
  terminal: Terminal,
  { source, texts }: { source: string | undefined; texts: WholeTexts | undefined },
): Promise<{ tokens: (NamedToken & Partial<ReportedToken>)[]; isComplete: boolean }> {
  if (looksLikeToken.test(input)) {
    texts?.add(input);
    return { tokens: tokensInArgument(input, terminal.warn), isComplete: true };
  }
  if (input === "-" && terminal.isInteractive) {
    terminal.warn("Reading standard input; end it with Ctrl-D.\n");
  }
  const report =
    input === "-"
      ? await readReportFrom(texts?.watch(terminal.stdin) ?? terminal.stdin, "standard input", {
          source,
          watch: (text) => texts?.add(text),
        })
      : await (texts === undefined
          ? readReport(input, { source })
          : locating().readReportWithTexts(input, texts, { source }));
  for (const warning of untoldWarningsOf(report)) {
    terminal.warn(`${warning}\n`);
  }
  return { tokens: report.tokens, isComplete: !isIncomplete(report) };
}

function tokensInArgument(text: string, warn: Terminal["warn"]): NamedToken[] {
  if (containsTokenText(text)) {
    warn(
      "A token's text on the command line stands in the shell's history, and whoever may list processes has seen it: " +
        "give a file, or standard input.\n",
    );
  }
  const tokens = findTokens(text);
  if (tokens.length === 0) {
    throw new ReportError({
      path: "an argument",
      problem:
        "this is no Datadog access token: expected ddpat_ or ddsat_ and 22 letters and digits, alone or followed by _ and 36 more. The text is not shown on purpose.",
    });
  }
  return tokens;
}

const tokensAtOnce = 1000;

function printJson(tokens: readonly PlacedToken[], { print }: Terminal): boolean {
  // In parts: the text of a hundred thousand tokens takes more memory than they do.
  for (let from = 0; from < tokens.length; from += tokensAtOnce) {
    const part = JSON.stringify(tokens.slice(from, from + tokensAtOnce), null, 2);
    print(`${from === 0 ? "[" : ","}${part.slice(1, -2)}`);
  }
  print(tokens.length > 0 ? "\n]\n" : "[]\n");
  return tokens.length > 0;
}

function printIds(tokens: readonly PlacedToken[], { print }: Terminal): boolean {
  print(tokens.map(({ tokenId }) => `${tokenId}\n`).join(""));
  return tokens.length > 0;
}
