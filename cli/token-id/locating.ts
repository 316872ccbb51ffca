/** Loads what asks Datadog's sites: whoever only wants the ids does not wait for it. */
export function locating() {
  const locate = require("../../sdk/locate/locate-tokens") as typeof import("../../sdk/locate/locate-tokens");
  const texts = require("../../sdk/locate/whole-texts") as typeof import("../../sdk/locate/whole-texts");
  const { locateTokens, readReportWithTexts } = locate;
  return { locateTokens, readReportWithTexts, WholeTexts: texts.WholeTexts };
}
