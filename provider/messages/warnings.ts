import type { RevocationInputs } from "../schema/inputs";
import { counted } from "../tasks/progress";
import type { ObservedDelete } from "../schema/revocation-status";

type Named = Pick<RevocationInputs, "tokenId" | "site">;

/** The texts of the warnings: each names the token and the site, since the engine's log does not name the resource. */
export const warnings = {
  alreadyRevoked: (token: Named, { seenBefore, answer }: ObservedDelete): string => {
    if (seenBefore === "alive") {
      return `${nameOf(token)} was alive when asked and already revoked a moment later: somebody was faster.`;
    }
    const said =
      answer === "deleted" ? "was already gone when asked, before the DELETE was sent" : "is not known (404)";
    return `${nameOf(token)} ${said}: recorded as already revoked. If it should have been alive, check that ${token.site} is the right site and the credentials belong to the right organisation; onNotFound: "fail" makes a 404 an error.`;
  },
  verificationUnavailable: (token: Named, problem: string): string =>
    `${nameOf(token)} is revoked, but Datadog did not confirm that it is gone: ${problem}`,
  armedButAbsent: (token: Named): string =>
    `${nameOf(token)} is to be revoked when its resource is deleted, but ${token.site} does not know it (404): it is revoked already, or site or organisation is not the right one.`,
  aliveAgain: (token: Named): string =>
    `${nameOf(token)} is alive although its revocation is recorded: the revocation is taken out of the state, and the next pulumi up revokes the token again. If the program does not name the site, datadog:site or DD_SITE has to name ${token.site} then.`,
  siteSticks: (subject: string, ambient: { site: string; name: string }): string =>
    `${subject} is recorded there and stays there, although ${ambient.name} says ${ambient.site}: to move it, name the site in the program.`,
  destroyedAnyway: (token: Named, problem: string): string =>
    `${nameOf(token)} was verified as gone before, so its record is deleted although the closing DELETE failed: ${problem}`,
  manyAlreadyRevoked: (tokenIds: readonly string[], site: string): string =>
    `${counted(tokenIds.length)} personal access tokens on ${site} are recorded as already revoked: ${someOf(tokenIds)}. If they should have been alive, check that ${site} is the right site and the credentials belong to the right organisation.`,
  manyUnverified: (tokenIds: readonly string[], site: string, problem: string): string =>
    `${counted(tokenIds.length)} personal access tokens on ${site} are revoked, but Datadog did not confirm that they are gone: ${problem} (${someOf(tokenIds)})`,
  manyAliveAgain: (tokenIds: readonly string[], site: string): string =>
    `${counted(tokenIds.length)} personal access tokens on ${site} are alive although their revocation is recorded: ${someOf(tokenIds)}. They are taken out of the record, and the next pulumi up revokes them again.`,
  manyArmedButAbsent: (tokenIds: readonly string[], site: string): string =>
    `${counted(tokenIds.length)} personal access tokens are to be revoked when their batch is deleted, but ${site} does not know them (404): ${someOf(tokenIds)}. They are revoked already, or site or organisation is not the right one.`,
  manyDestroyedAnyway: (tokenIds: readonly string[], site: string, problem: string): string =>
    `${counted(tokenIds.length)} personal access tokens on ${site} were verified as gone before, so their record is deleted although the closing DELETE failed: ${someOf(tokenIds)}. ${problem}`,
  stillAliveAtRefresh: (token: Named): string =>
    `${nameOf(token)} is still alive although Datadog accepted its DELETE: the next pulumi up goes on with it.`,
  credentialsNeeded: (problem: string): string => `pulumi up will need credentials for Datadog. ${problem}`,
};

const mostIds = 5;

function someOf(tokenIds: readonly string[]): string {
  const more = tokenIds.length - mostIds;
  return [...tokenIds.slice(0, mostIds), ...(more > 0 ? [`${counted(more)} more`] : [])].join(", ");
}

function nameOf({ tokenId, site }: { tokenId: string; site: string }): string {
  return `Personal access token "${tokenId}" on ${site}`;
}
