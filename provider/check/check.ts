import { defaultSite, parseSite, type Site } from "../datadog";
import { ConfigurationError } from "../session/configuration-error";
import type { InputFailure, NormalizeInputs, RawInputs } from "../schema/option-inputs";
import { counted } from "../tasks/progress";
import type { RevocationCap } from "./max-revocations";
import type { Settings } from "../session/settings";
import { warnings } from "../messages/warnings";

/** What `check` found: inputs with every default in its place, every wrong input, and what a person should know. */
export interface CheckedInputs {
  inputs: Record<string, unknown>;
  failures: InputFailure[];
  warnings: string[];
}

/** What `check` needs to know beside the inputs. */
export interface CheckContext {
  settings: Settings;
  /**
   * Where revocations that are being replaced are recorded, by the new token's id. The engine checks a replacement a
   * second time, then without the old inputs: its site has to stick all the same.
   */
  sitesOfReplaced: Map<string, Site>;
  /** What all resources of the run have in common. */
  cap: RevocationCap;
}

/**
 * Checks a program's inputs against the recorded ones. A site that the program does not name stays the recorded one:
 * a `DD_SITE` that is missing or different on another machine must not ask another organisation.
 *
 * @param olds - the inputs of the last `up`; empty for a new resource.
 */
export function checkInputs(
  olds: RawInputs,
  news: RawInputs,
  { settings, sitesOfReplaced, cap }: CheckContext,
  normalize: NormalizeInputs,
): CheckedInputs {
  const ambient = ambientSite(settings);
  const recorded = recordedSite(olds, news, sitesOfReplaced);
  const fallback = recorded ?? ("failure" in ambient ? undefined : ambient.site) ?? defaultSite;
  const { inputs, failures } = normalize(news, fallback);
  const isSiteNamed = news["site"] !== undefined && news["site"] !== null;
  if (!isSiteNamed && "failure" in ambient) {
    failures.push({ property: "site", reason: ambient.failure });
  }
  const problems = settings.problems();
  // Where a setting is wrong, the cap may be.
  const tooMany =
    problems.length === 0 ? cap.problemWith(olds, inputs, settings.maxRevocations()) : undefined;
  if (tooMany !== undefined) {
    problems.push(tooMany);
  }
  failures.push(...problems.map((reason) => ({ property: "", reason })));
  return {
    inputs,
    failures,
    warnings: isSiteNamed
      ? []
      : siteWarnings(inputs, olds["site"] === undefined ? undefined : recorded, ambient),
  };
}

function recordedSite(
  olds: RawInputs,
  { tokenId }: RawInputs,
  sitesOfReplaced: Map<string, Site>,
): Site | undefined {
  const site = typeof olds["site"] === "string" ? parseSite(olds["site"]) : undefined;
  if (typeof tokenId !== "string") {
    return site;
  }
  if (site === undefined) {
    return sitesOfReplaced.get(tokenId);
  }
  sitesOfReplaced.set(tokenId, site);
  return site;
}

type AmbientSite = { site?: Site; name?: string } | { failure: string };

function ambientSite(settings: Settings): AmbientSite {
  try {
    return settings.site() ?? {};
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return { failure: error.message };
    }
    throw error;
  }
}

function siteWarnings(inputs: RawInputs, recorded: Site | undefined, ambient: AmbientSite): string[] {
  if (recorded === undefined || "failure" in ambient) {
    return [];
  }
  const { site, name } = ambient;
  if (site === undefined || name === undefined || site === recorded) {
    return [];
  }
  return [warnings.siteSticks(subjectOf(inputs, recorded), { site, name })];
}

function subjectOf({ tokenId, tokenIds }: RawInputs, site: Site): string {
  if (typeof tokenId === "string") {
    return `Personal access token "${tokenId}" on ${site}`;
  }
  return `A batch of ${counted(Array.isArray(tokenIds) ? tokenIds.length : 0)} personal access tokens on ${site}`;
}
