import { z } from "zod";
import { isAccessTokenRule } from "./access-token-rule";
import type { Finding } from "../findings/finding-collector";
import { optionalLine, optionalText } from "../json/finding-shape";
import { jsonReader } from "../json/json-reader";

const snippet = z.object({ text: optionalText }).nullish();

/** The fields of a result that are read (SARIF 2.1.0, section 3.27), and gitleaks's own fingerprint, its commit. */
const shape = z.object({
  ruleId: optionalText,
  rule: z.object({ id: optionalText }).nullish(),
  message: z.object({ text: optionalText }).nullish(),
  hostedViewerUri: optionalText,
  partialFingerprints: z.object({ commitSha: optionalText }).nullish(),
  locations: z
    .array(
      z.object({
        physicalLocation: z
          .object({
            artifactLocation: z.object({ uri: optionalText }).nullish(),
            region: z.object({ startLine: optionalLine, snippet }).nullish(),
            contextRegion: z.object({ snippet }).nullish(),
          })
          .nullish(),
      }),
    )
    .nullish(),
});

/** A finding for each location that shows its text; if none does, one for the result's message. */
function findingsOf(result: z.infer<typeof shape>): Finding[] {
  const rule = result.ruleId ?? result.rule?.id;
  const isAccessToken = isAccessTokenRule(rule);
  const places = (result.locations ?? []).map(({ physicalLocation: location }) => ({
    texts: [location?.region?.snippet?.text, location?.contextRegion?.snippet?.text],
    place: {
      file: location?.artifactLocation?.uri,
      line: location?.region?.startLine,
      commit: result.partialFingerprints?.commitSha,
      link: result.hostedViewerUri,
      rule,
    },
    isAccessToken,
  }));
  const shown = places.filter(({ texts }) => texts.some((text) => text));
  const [first = { texts: [], place: { rule }, isAccessToken }, ...others] =
    shown.length > 0 ? shown : places;
  const message = result.message?.text;
  return [{ ...first, texts: [...first.texts, message] }, ...(shown.length > 0 ? others : [])];
}

/** SARIF 2.1.0 of any tool: the secret stands in the snippets, if the tool writes them. */
export const sarif = jsonReader({
  format: "SARIF",
  recognises: ({ opening, keys, text }) =>
    opening === "{" &&
    (keys.has("runs") || (keys.has("$schema") && /"\$schema"\s*:\s*"[^"]*sarif/i.test(text))),
  path: () => ["runs", "*", "results", "*"],
  mayRepeat: false,
  shape,
  findingsOf,
});
