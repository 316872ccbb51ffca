import { parseArgs } from "node:util";
import type { Site } from "../../provider/datadog/token/sites";
import { siteNamed } from "./site-named";

/** The command line of `datadog-token-id`, read. */
export interface TokenIdOptions {
  /** Files, `-` for standard input, or tokens; none: standard input. */
  inputs: string[];
  /** JSON instead of an id a line. @defaultValue false */
  json: boolean;
  /** Asks Datadog's sites whose the tokens are, each with its own text. @defaultValue false */
  locate: boolean;
  /** The sites that are asked; none: all of Datadog's. */
  sites: Site[];
  /** The folder that was scanned. */
  source: string | undefined;
  /** Set if only the help or the version was asked for. */
  show: "help" | "version" | undefined;
}

/** The text of `--help`. */
export const tokenIdHelp = `Usage: datadog-token-id [--json] [--locate] [--source FOLDER] [file | token]…

Finds leaked Datadog access tokens in the reports of any scanner (JSON, SARIF, CSV, XML, text, packed or not) and in any
other text, and prints their ids, each once: a token is revoked by its id, and its text names that. Tokens that are masked,
cut off or damaged are reported. No request is sent unless --locate asks for it, and no secret part of a token is ever printed.

Without files it reads standard input, as for "-". A token works as an argument, too, but then stands in the shell's
history.

  --json      an array of { tokenId, kind, publicPortion, places }
  --locate    asks Datadog's sites whose each token is, with the token's own whole text, and says where it is live: on which
              site, in which organisation, whose; or that no site accepts it, or why it can't be told. The text goes to
              Datadog's own hosts (https://api.<site>), whatever the settings, and nowhere else. In the JSON: location
  --site NAME with --locate: asks this site only; may be repeated
  --source FOLDER
              looks up what a report masks or leaves out, in the folder that was scanned: the line of the file, or of
              the commit in a git repository
  --help      this text
  --version   the version of the package

Ids of personal access tokens (ddpat_…) and of service access tokens (ddsat_…) are printed alike; the JSON tells which is
which, and so does a list that is given the public portions instead. Exit status: 0 if every input was read, at least one
token was found and none was left out, 1 if not, 2 for a wrong option.
`;

/**
 * Reads the command line.
 *
 * @throws TypeError in one sentence for an unknown option or site.
 */
export function readTokenIdOptions(args: readonly string[]): TokenIdOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      locate: { type: "boolean", default: false },
      site: { type: "string", multiple: true },
      source: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
      version: { type: "boolean", default: false },
    },
  });
  return {
    inputs: positionals.length === 0 ? ["-"] : positionals,
    json: values.json,
    locate: values.locate,
    sites: (values.site ?? []).map(siteNamed),
    source: values.source,
    show: values.help ? "help" : values.version ? "version" : undefined,
  };
}
