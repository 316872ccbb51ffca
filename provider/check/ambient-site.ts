import type { Site } from "../datadog/token/sites";
import type { TokenOwner } from "../datadog/token/token-owner";
import { warnings } from "../messages/warnings";
import { formatCount, tokenNoun } from "../messages/wording";
import type { RawInputs } from "../schema/option-inputs";
import { isUnknown } from "../schema/unknown";
import { ConfigurationError } from "../session/configuration-error";
import type { Settings } from "../session/settings";

/** The site that configuration or environment name, or what is wrong with it. */
type AmbientSite = { site?: Site; name?: string } | { failure: string };

/** Reads the site of a revocation whose program names none. */
export function ambientSite(settings: Settings): AmbientSite {
  try {
    return settings.accounts.account().namedSite() ?? {};
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return { failure: error.message };
    }
    throw error;
  }
}

/** Tells a person that a revocation stays on its recorded site, though the machine's settings name another. */
export function siteWarnings(inputs: RawInputs, recorded: Site | undefined, ambient: AmbientSite): string[] {
  if (recorded === undefined || "failure" in ambient) {
    return [];
  }
  const { site, name } = ambient;
  if (site === undefined || name === undefined || site === recorded) {
    return [];
  }
  return [warnings.siteSticks(subjectOf(inputs, recorded), { site, name })];
}

function subjectOf({ tokenId, kind, revocations, file }: RawInputs, site: Site): string {
  if (typeof tokenId === "string") {
    return `${kind === "service" ? "Service" : "Personal"} access token "${tokenId}" on ${site}`;
  }
  if (typeof file === "string") {
    return `The list ${file}, whose site is ${site},`;
  }
  if (isUnknown(revocations)) {
    return `A batch of access tokens on ${site}`;
  }
  const tokens = Object.values(Object(revocations) as Record<string, TokenOwner>);
  return `A batch of ${formatCount(tokens.length)} ${tokenNoun(tokens)} on ${site}`;
}
