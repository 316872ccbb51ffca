import { subjectOf, type NamedToken } from "./wording";

type Tokens = readonly [NamedToken, ...NamedToken[]];

/** The signs by which a token was found to be revoked already. */
export type AlreadyRevokedSign = "aliveBefore" | "goneBefore" | "notFound";

const alreadyRevoked: Record<AlreadyRevokedSign, (tokens: Tokens) => string> = {
  aliveBefore: (tokens) => {
    const { name, was } = subjectOf(tokens);
    return `${name} ${was} alive when asked and already revoked a moment later: somebody was faster.`;
  },
  goneBefore: (tokens) => recordedAs(tokens, "already gone when asked, before the DELETE was sent", "was"),
  notFound: (tokens) => recordedAs(tokens, "not known (404)", "is"),
};

function recordedAs(tokens: Tokens, state: string, tense: "is" | "was"): string {
  const subject = subjectOf(tokens);
  const { site } = tokens[0];
  return `${subject.name} ${subject[tense]} ${state}: recorded as already revoked. If ${subject.it} should have been alive, check that ${site} is the right site and the credentials belong to the right organisation; onNotFound: "fail" makes a 404 an error.`;
}

/**
 * The texts of the warnings, for one token or many of one site: each names the tokens and the site, since the engine's
 * log does not name the resource.
 */
export const warnings = {
  alreadyRevoked: (tokens: Tokens, sign: AlreadyRevokedSign): string => alreadyRevoked[sign](tokens),
  verificationUnavailable: (tokens: Tokens, problem: string): string => {
    const { name, is, it } = subjectOf(tokens);
    return `${name} ${is} revoked, but Datadog did not confirm that ${it} ${is} gone: ${problem}`;
  },
  armedButAbsent: (tokens: Tokens): string => {
    const { name, is, it, its, them } = subjectOf(tokens);
    const { site } = tokens[0];
    return `${name} ${is} to be revoked when ${its} resource is deleted, but ${site} does not know ${them} (404): ${it} ${is} revoked already, or site or organisation is not the right one.`;
  },
  aliveAgain: (tokens: Tokens): string => {
    const { name, is, its, them } = subjectOf(tokens);
    const { site } = tokens[0];
    return `${name} ${is} alive although ${its} revocation is recorded: a refresh takes the revocation out of the state, and the pulumi up that follows revokes ${them} again. If the program does not name the site, datadog:site or DD_SITE has to name ${site} then.`;
  },
  stillAliveAtRefresh: (tokens: Tokens): string => {
    const { name, is, its, them } = subjectOf(tokens);
    return `${name} ${is} still alive although Datadog accepted ${its} DELETE: the next pulumi up goes on with ${them}.`;
  },
  destroyedAnyway: (tokens: Tokens, problem: string): string => {
    const { name, was, its } = subjectOf(tokens);
    return `${name} ${was} verified as gone before, so ${its} record is deleted although the final DELETE failed: ${problem}`;
  },
  siteSticks: (subject: string, ambient: { site: string; name: string }): string =>
    `${subject} is recorded there and stays there, although ${ambient.name} says ${ambient.site}: to move it, name the site in the program.`,
  credentialsNeeded: (problem: string): string => `pulumi up will need credentials for Datadog. ${problem}`,
};
