import { z } from "zod";
import { optionalLine, optionalText } from "../json/finding-shape";
import { jsonReader } from "../json/json-reader";

/** The fields of an alert that are read (docs.github.com/rest/secret-scanning/secret-scanning). */
const shape = z.object({
  secret: optionalText,
  secret_type: z.string(),
  is_base64_encoded: z.boolean().nullish(),
  html_url: optionalText,
  first_location_detected: z
    .object({ path: optionalText, start_line: optionalLine, commit_sha: optionalText })
    .nullish(),
});

/** An alert's secret as it was written where it was found, and what it stands for. */
function textsOf({ secret, is_base64_encoded: isEncoded }: z.infer<typeof shape>) {
  return isEncoded === true && secret ? [secret, Buffer.from(secret, "base64").toString("latin1")] : [secret];
}

/** Datadog's other secrets are kinds of keys, or are shown and have no prefix. */
function isAccessToken({ secret_type: secretType, secret }: z.infer<typeof shape>): boolean {
  return /datadog/i.test(secretType) && !/key/i.test(secretType) && !/[0-9A-Za-z]{20}/.test(secret ?? "");
}

/**
 * GitHub's secret-scanning alerts, as its REST API answers: a list of them, a list of pages (`gh api --slurp`), several
 * of them in a row (pages that were appended to a file), or one alert.
 */
export const githubAlerts = jsonReader({
  format: "GitHub secret-scanning alerts",
  recognises: ({ keys }) =>
    (keys.has("secret_type") && ["number", "locations_url", "html_url"].some((key) => keys.has(key))) ||
    (keys.has("secret") && keys.has("locations_url")),
  path: ({ opening }) => Array.from(opening.slice(0, -1), () => "*"),
  mayRepeat: true,
  shape,
  findingsOf: (alert) => {
    const { path: file, start_line: line, commit_sha: commit } = alert.first_location_detected ?? {};
    return [
      {
        texts: textsOf(alert),
        place: { file, line, commit, link: alert.html_url, rule: alert.secret_type },
        isAccessToken: isAccessToken(alert),
      },
    ];
  },
});
