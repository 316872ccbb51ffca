import type { Site } from "../token/sites";
import type { SiteAnswer, TokenIdentity } from "./site-answer";

/**
 * The site and the organisation at which a leaked token is at home, by its own word. Problems are whole sentences, without any secret.
 *
 * | status              | meaning                                                                                   |
 * |---------------------|-------------------------------------------------------------------------------------------|
 * | `live`              | its whole text was accepted at this moment, on one site: it is real, and it works         |
 * | `notAccepted`       | every site refused it: it is dead, made up, or of a site that was not asked               |
 * | `publicPortionOnly` | no whole text of it was there, so nothing could be asked, and nothing is proven           |
 * | `untold`            | no site accepted it, and not all could be asked; or the answers can't all be Datadog's    |
 */
export type TokenLocation =
  | ({ status: "live"; site: Site } & TokenIdentity)
  | { status: "notAccepted"; asked: Site[] }
  | { status: "publicPortionOnly" }
  | { status: "untold"; problems: string[] };

/** The location that the sites' answers to one text, or to several of one token, come to. */
export function locationFrom(answers: readonly SiteAnswer[]): TokenLocation {
  const live = answers.filter((answer) => answer.kind === "live");
  const homes = [...new Set(live.map(({ site }) => site))];
  const [first] = live;
  if (homes.length > 1) {
    return {
      status: "untold",
      problems: [
        `Accepted on ${homes.join(" and on ")}: a token is of one site, so something else answers in Datadog's place.`,
      ],
    };
  }
  if (first !== undefined) {
    const { site, organization, owner } = first;
    return {
      status: "live",
      site,
      ...(organization !== undefined && { organization }),
      ...(owner !== undefined && { owner }),
    };
  }
  const problems = answers.flatMap((answer) => (answer.kind === "untold" ? [`${answer.problem}.`] : []));
  return problems.length > 0
    ? { status: "untold", problems: [...new Set(problems)] }
    : { status: "notAccepted", asked: [...new Set(answers.map(({ site }) => site))] };
}

/** A location in words that fit behind a token's name: `live on datadoghq.eu, organisation 0000…, owner ann@example.com`. */
export function describeLocation(location: TokenLocation): string {
  switch (location.status) {
    case "live": {
      const { site, organization, owner } = location;
      return [
        `live on ${site}`,
        organization === undefined ? "whose organisation it may not ask" : `organisation ${organization}`,
        ...(owner === undefined ? [] : [`owner ${owner.handle ?? owner.id}`]),
      ].join(", ");
    }
    case "notAccepted":
      return `not accepted on any site asked (${location.asked.join(", ")}): dead, or made up`;
    case "publicPortionOnly":
      return "no whole text of it is here to ask with: it can't be located";
    case "untold":
      return `can't be told. ${location.problems.join(" ")}`;
  }
}
