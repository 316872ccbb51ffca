import { defaultSite, parseSite, type Site } from "../datadog/token/sites";
import { warnings } from "../messages/warnings";
import { formatCount } from "../messages/wording";
import type { InputFailure, NormalizeInputs, RawInputs } from "../schema/option-inputs";
import { ConfigurationError } from "../session/configuration-error";
import { isUnknown } from "../schema/unknown";
import type { Session } from "../session/session";
import type { Settings } from "../session/settings";
import { MaxRevocations } from "./max-revocations";

/** The result of a check: inputs with every default in its place, every wrong input, and what a person should know. */
export interface CheckedInputs {
  inputs: Record<string, unknown>;
  failures: InputFailure[];
  warnings: string[];
}

/** Checks the inputs of all resources of a run, which count together. */
export class InputChecker {
  readonly #session: Session;
  readonly #maxRevocations = new MaxRevocations();
  /**
   * The sites of revocations that are being replaced, by the new token's id. The engine checks a replacement a second
   * time, then without the old inputs: its site has to stick all the same.
   */
  readonly #sitesOfReplaced = new Map<string, Site>();

  constructor(session: Session) {
    this.#session = session;
  }

  /**
   * Checks a program's inputs against the recorded ones. A site that the program does not name stays the recorded one:
   * a `DD_SITE` that is missing or different on another machine must not ask another organisation.
   *
   * @param olds - the inputs of the last `up`; empty for a new resource.
   */
  check(olds: RawInputs, news: RawInputs, normalize: NormalizeInputs): CheckedInputs {
    const { settings } = this.#session;
    const ambient = ambientSite(settings);
    const recorded = this.#recordedSite(olds, news);
    const fallback = recorded ?? ("failure" in ambient ? undefined : ambient.site) ?? defaultSite;
    const { inputs, failures } = normalize(news, fallback);
    const isSiteNamed = news["site"] !== undefined && news["site"] !== null;
    if (!isSiteNamed && "failure" in ambient) {
      failures.push({ property: "site", reason: ambient.failure });
    }
    failures.push(...this.#problems(olds, inputs, settings).map((reason) => ({ property: "", reason })));
    return {
      inputs,
      failures,
      warnings: isSiteNamed
        ? []
        : siteWarnings(inputs, olds["site"] === undefined ? undefined : recorded, ambient),
    };
  }

  /** Finds what is wrong with the settings, and then with the number of new revocations: a wrong setting may be the cap. */
  #problems(olds: RawInputs, inputs: RawInputs, settings: Settings): string[] {
    const problems = settings.problems();
    if (problems.length > 0) {
      return problems;
    }
    const tooMany = this.#maxRevocations.problemWith(olds, inputs, settings.maxRevocations());
    return tooMany === undefined ? [] : [tooMany];
  }

  #recordedSite(olds: RawInputs, { tokenId }: RawInputs): Site | undefined {
    const site = typeof olds["site"] === "string" ? parseSite(olds["site"]) : undefined;
    if (typeof tokenId !== "string") {
      return site;
    }
    if (site === undefined) {
      return this.#sitesOfReplaced.get(tokenId);
    }
    this.#sitesOfReplaced.set(tokenId, site);
    return site;
  }
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

function subjectOf({ tokenId, revocations, file }: RawInputs, site: Site): string {
  if (typeof tokenId === "string") {
    return `Personal access token "${tokenId}" on ${site}`;
  }
  if (typeof file === "string") {
    return `The list ${file}, whose site is ${site},`;
  }
  if (isUnknown(revocations)) {
    return `A batch of personal access tokens on ${site}`;
  }
  const count = Object.keys(Object(revocations) as object).length;
  return `A batch of ${formatCount(count)} personal access ${count === 1 ? "token" : "tokens"} on ${site}`;
}
