import { shownValue } from "../../provider/datadog/token/shown-value";
import { parseSite, sites, type Site } from "../../provider/datadog/token/sites";

/** The site of an option. @throws an error as of parseArgs if it is none of Datadog's. */
export function siteNamed(text: string): Site {
  const site = parseSite(text);
  if (site === undefined) {
    const problem = `--site takes one of Datadog's sites, not ${shownValue(text)}: ${sites.join(", ")}.`;
    throw Object.assign(new TypeError(problem), { code: "ERR_PARSE_ARGS_INVALID_OPTION_VALUE" });
  }
  return site;
}
