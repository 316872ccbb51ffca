import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { LocateMeans, LocateOptions } from "../../provider/datadog/locate/locate-texts";
import type { TokenLocation } from "../../provider/datadog/locate/token-location";
import type { NamedToken } from "../../provider/datadog/token/token-text";
import type { LeakReport } from "../reports/findings/leak-report";
import { readReport, readReportFrom } from "../reports/read-report";
import { findTokens } from "../reports/text/find-tokens";
import { WholeTexts } from "./whole-texts";

/** A leaked token, and where it is at home. */
export interface LocatedToken extends NamedToken {
  location: TokenLocation;
}

/** Locates every token of a text: see locate-lazily.ts. */
export async function locate(
  text: string,
  options: LocateOptions = {},
  means: LocateMeans = {},
): Promise<LocatedToken[]> {
  const texts = new WholeTexts();
  texts.add(text);
  const named = findTokens(text).map(({ tokenId, kind, publicPortion }) => ({
    tokenId,
    kind,
    publicPortion,
  }));
  const located = await locateTokens(named, texts, { ...options, ...means });
  return [...new Map(named.map((token) => [token.publicPortion, token])).values()].map((token) => ({
    ...token,
    location: located(token),
  }));
}

/** Tells where a token is at home. */
export type LocationOf = (token: Pick<NamedToken, "publicPortion">) => TokenLocation;

/** Asks about each of the tokens once. */
export async function locateTokens(
  tokens: readonly Pick<NamedToken, "publicPortion">[],
  texts: WholeTexts,
  { send, clock, ...options }: LocateOptions & LocateMeans = {},
): Promise<LocationOf> {
  const textsOf = new Map(tokens.map((token) => [token.publicPortion, texts.of(token)]));
  const means = { ...(send !== undefined && { send }), ...(clock !== undefined && { clock }) };
  const located = await asking().locateTexts(textsOf, options, means);
  return ({ publicPortion }) => located.get(publicPortion) ?? { status: "publicPortionOnly" };
}

/** Loads what sends requests: whoever only reads a report does not wait for it. */
function asking(): typeof import("../../provider/datadog/locate/locate-texts") {
  return require("../../provider/datadog/locate/locate-texts") as typeof import("../../provider/datadog/locate/locate-texts");
}

/** Reads a report, and keeps the whole texts in it for the length of the run. */
export async function readReportWithTexts(
  path: string,
  texts: WholeTexts,
  { source }: { source?: string | undefined } = {},
): Promise<LeakReport> {
  const options = {
    source,
    watch: (text: string) => {
      texts.add(text);
    },
  };
  const isFile = (await stat(path).catch(() => undefined))?.isFile() === true;
  if (!isFile) {
    // A pipe can be read once only.
    return readReportFrom(texts.watch(createReadStream(path)), path, options);
  }
  const report = await readReport(path, options);
  await texts.read(createReadStream(path));
  return report;
}
