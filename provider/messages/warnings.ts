import { claims, type Claim } from "../schema/claim";
import { accountSiteName, anyAccount, type AccountSite } from "../datadog/token/account-site";
import { subjectOf, type NamedToken } from "./wording";

type Tokens = readonly [NamedToken, ...NamedToken[]];

/** A token that is itself a credential, by its public portion, and the setting that holds it. */
export interface OwnTokenName {
  publicPortion: string;
  setting: string;
}

/** The signs by which a token was found to be revoked already. */
export type AlreadyRevokedSign = "aliveBefore" | "aliveAndNotProven" | "goneBefore" | "notFound";

/** `taken for` if the token is being taken out: nothing about it is recorded then. */
type Settled = "recorded as" | "taken for";

const alreadyRevoked: Record<AlreadyRevokedSign, (tokens: Tokens, settled: Settled) => string> = {
  aliveBefore: (tokens) => {
    const { name, was } = subjectOf(tokens);
    return `${name} ${was} alive when asked and already revoked a moment later: somebody was faster, or an earlier attempt of ours, which a gateway answered for itself.`;
  },
  aliveAndNotProven: (tokens) => {
    const { name, was, it, is, them } = subjectOf(tokens);
    return `${name} ${was} alive when asked, and the DELETE a moment later was answered 404: somebody was faster, or these credentials can't revoke ${them}. That ${it} ${is} gone is not proven; treat ${them} as alive until it is proven.`;
  },
  goneBefore: (tokens, settled) => {
    const { name, was } = subjectOf(tokens);
    const what = `${name} ${was} already gone when asked, before the DELETE was sent`;
    return `${what}: ${settled} already revoked. ${ifAlive(tokens)}`;
  },
  notFound: (tokens, settled) => {
    const { name, is } = subjectOf(tokens);
    return `${name} ${is} not known (404): ${settled} already revoked, which is accepted and not proven. ${ifAlive(tokens)}`;
  },
};

function ifAlive(tokens: Tokens): string {
  return `If ${subjectOf(tokens).it} should have been alive, check that ${accountSiteName(tokens[0])} is the right site and the credentials belong to the right organisation; onNotFound: "fail" makes a 404 an error.`;
}

/** The words for what a record claimed of its token until it was taken out. */
function wordsOf(claim: Claim): string {
  const isAccepted = claim === "acceptedNotFound";
  return isAccepted ? "accepted as already revoked on a 404" : `recorded as ${claims[claim].words}`;
}

/** The reasons why a token that is not found may be alive all the same, and whose credentials could tell. */
const unseenFor = {
  narrowSight: {
    why: "these credentials are not known to be shown other users' tokens",
    whose: "may read every token (org_app_keys_read)",
  },
  noOrganization: {
    why: "which organisation these credentials belong to could not be told, and the record names one",
    whose: "Datadog places in that organisation",
  },
} as const;

/**
 * The texts of the warnings, for one token or many of one site: each names the tokens and the site, since the engine's
 * log does not name the resource.
 */
export const warnings = {
  alreadyRevoked: (tokens: Tokens, sign: AlreadyRevokedSign, settled: Settled = "recorded as"): string =>
    alreadyRevoked[sign](tokens, settled),
  notFoundAnywhere: (
    tokens: Tokens,
    asked: readonly { account: string; organization?: string }[],
    settled: Settled = "recorded as",
  ): string => {
    const { name, is, it } = subjectOf(tokens);
    const accounts = asked.map(({ account, organization }) =>
      organization === undefined ? account : `${account} (organisation ${organization})`,
    );
    return `${name} ${is} not known (404): ${settled} already revoked, which is accepted and not proven. Asked were ${accounts.join(", ")}. If ${it} should have been alive, an account is missing; onNotFound: "fail" makes a 404 of all an error.`;
  },
  verificationRefused: (tokens: Tokens, problem: string): string => {
    const { name, is, it } = subjectOf(tokens);
    return `${name}: the DELETE was answered, but these credentials may not read whether ${it} ${is} gone, so that is not proven: ${problem}`;
  },
  verificationUnanswered: (tokens: Tokens, problem: string): string => {
    const { name, is, it } = subjectOf(tokens);
    return `${name}: the DELETE was answered, but Datadog did not tell whether ${it} ${is} gone: the next run asks again. ${problem}`;
  },
  organizationUnknown: (accountSite: AccountSite, problem: string | undefined): string =>
    `Which Datadog organisation these credentials belong to on ${accountSiteName(accountSite)} could not be told, so nothing is proven by a 404 of it.${problem === undefined ? "" : ` ${problem}`}`,
  stillDeclared: (tokens: Tokens): string => {
    const { name, is, it } = subjectOf(tokens);
    return `${name} ${is} taken out in one place and still declared in another of this run, which may be the same account by another name: no DELETE was sent, and ${it} ${is} as declared there.`;
  },
  destroyedElsewhere: (tokens: Tokens, recorded: string): string => {
    const { name, was, its } = subjectOf(tokens);
    return `${name} ${was} proven gone in organisation ${recorded}, and these credentials belong to another: ${its} record is deleted all the same.`;
  },
  aliveAtRemoval: (tokens: Tokens, claim: Claim): string => {
    const { name, was, it, its, them } = subjectOf(tokens);
    return `${name} ${was} ${wordsOf(claim)}, and alive all the same until ${it} ${was} taken out: the DELETE of ${its} removal has revoked ${them} for good.`;
  },
  hitByRemoval: (tokens: Tokens, claim: Claim): string => {
    const { name, was, it, its } = subjectOf(tokens);
    return `${name} ${was} ${wordsOf(claim)}, and the DELETE that made sure of it at ${its} removal was answered 204: ${it} may have been alive until now, unless Datadog takes another DELETE of a token that is gone.`;
  },
  armedButAbsent: (tokens: Tokens): string => {
    const { name, is, it, its, them } = subjectOf(tokens);
    const [who, what] =
      tokens[0].account === anyAccount
        ? ["none of the accounts knows", "an account is missing"]
        : [`${accountSiteName(tokens[0])} does not know`, "site or organisation is not the right one"];
    return `${name} ${is} to be revoked when ${its} resource is deleted, but ${who} ${them} (404): ${it} ${is} revoked already, or ${what}, or these credentials may not see ${them}.`;
  },
  aliveAgain: (tokens: Tokens): string => {
    const { name, is, its, them } = subjectOf(tokens);
    return `${name} ${is} alive although ${its} revocation is recorded: that is drift. Once a refresh has written that into the state, it is work to be done: the pulumi up that follows revokes ${them} again.`;
  },
  outOfSight: (tokens: Tokens, reason: keyof typeof unseenFor = "narrowSight"): string => {
    const { name, was, it } = subjectOf(tokens);
    const { why, whose } = unseenFor[reason];
    return `${name} ${was} not found, which proves nothing here: ${why}, so ${it} may be alive again, unseen. Look for drift with credentials that ${whose}.`;
  },
  stillAliveAtRefresh: (tokens: Tokens): string => {
    const { name, is, its } = subjectOf(tokens);
    return `${name} ${is} still alive although Datadog accepted ${its} DELETE: ${its} revocation is still to be done, and the next pulumi up or destroy goes on with it.`;
  },
  destroyedAnyway: (tokens: Tokens, problem: string): string => {
    const { name, was, its } = subjectOf(tokens);
    return `${name} ${was} verified as gone before, so ${its} record is deleted although the final DELETE failed: ${problem}`;
  },
  notLookedFor: (tokens: Tokens, problem: string): string => {
    const { name, was, its } = subjectOf(tokens);
    return `${name} ${was} proven gone before, and ${its} record is deleted although nobody could be asked whether that is still so: ${problem}`;
  },
  ownTokenLast: ({ publicPortion, setting }: OwnTokenName): string =>
    `${publicPortion} is the token that this run works with (${setting}): it is revoked last, after all others are verified. Have other credentials ready: nothing more can be done with these, not even what this run removes at its end.`,
  ownTokenArmed: ({ publicPortion, setting }: OwnTokenName): string =>
    `${publicPortion} is the token that this run works with (${setting}), and waits to be revoked until it is taken out or destroyed. What the same run comes to only after that, as with --parallel 1, can't be revoked any more, and nothing tells what that is: take it out with other credentials, or in a run that takes out nothing else.`,
  ownTokenRevoked: ({ publicPortion, setting }: OwnTokenName): string =>
    `${publicPortion} was the token that this run worked with (${setting}), and it is revoked: set ${setting} to another one before the next pulumi command.`,
  siteSticks: (subject: string, ambient: { site: string; name: string }): string =>
    `${subject} is recorded there and stays there, although ${ambient.name} says ${ambient.site}: to move it, name the site in the program.`,
  expiresSoon: (name: string, expiresAt: number, runSeconds: number): string =>
    `${name} expires at ${new Date(expiresAt).toISOString()}, and this run may take ${Math.ceil(runSeconds / 60)} minutes from now: what is not done by then fails with a 401, and is left to the next run. Take a newer token, or DD_DELEGATED_TOKEN, which is renewed.`,
  credentialsNeeded: (problem: string): string => `pulumi up will need credentials for Datadog. ${problem}`,
};

/** The texts of messages that are no warnings. */
export const messages = {
  asksAnotherHost: (accountSite: string, host: string, setting: string): string =>
    `Requests for ${accountSite} go to ${host}, as ${setting} says, and the credentials with them.`,
  askingAgain: (tokens: Tokens, seconds: number): string => {
    const { name, is, its } = subjectOf(tokens);
    return `${name} ${is} still called alive within a minute of ${its} DELETE: asking again for up to ${Math.ceil(seconds)} s.`;
  },
  revokedByRemoval: (tokens: Tokens): string => {
    const { name, was } = subjectOf(tokens);
    return `${name} ${was} alive until now and ${was} revoked for good by being taken out.`;
  },
};
