import { warnings } from "../../../../provider/messages/warnings";
import type { NamedToken } from "../../../../provider/messages/wording";

type Tokens = readonly [NamedToken, ...NamedToken[]];

const one: Tokens = [{ tokenId: "an-id", site: "datadoghq.eu" }];
const two: Tokens = [...one, { tokenId: "another", site: "datadoghq.eu" }];
const onlyOne = 'Personal access token "an-id" on datadoghq.eu';
const both = "2 personal access tokens on datadoghq.eu (an-id, another)";

interface Text {
  warning: string;
  write: (tokens: Tokens) => string;
  ofOne: string;
  ofTwo: string;
}

const texts: Text[] = [
  {
    warning: "alreadyRevoked, seen alive before",
    write: (tokens) => warnings.alreadyRevoked(tokens, "aliveBefore"),
    ofOne: `${onlyOne} was alive when asked and already revoked a moment later: somebody was faster, or an earlier attempt of ours, which a gateway answered for itself.`,
    ofTwo: `${both} were alive when asked and already revoked a moment later: somebody was faster, or an earlier attempt of ours, which a gateway answered for itself.`,
  },
  {
    warning: "alreadyRevoked, seen alive before and not proven gone",
    write: (tokens) => warnings.alreadyRevoked(tokens, "aliveAndNotProven"),
    ofOne: `${onlyOne} was alive when asked, and the DELETE a moment later was answered 404: somebody was faster, or these credentials can't revoke it. That it is gone is not proven; treat it as alive until it is proven.`,
    ofTwo: `${both} were alive when asked, and the DELETE a moment later was answered 404: somebody was faster, or these credentials can't revoke them. That they are gone is not proven; treat them as alive until it is proven.`,
  },
  {
    warning: "aliveAtRemoval",
    write: (tokens) => warnings.aliveAtRemoval(tokens, "provenRevoked"),
    ofOne: `${onlyOne} was recorded as revoked by us, and proven gone, and alive all the same until it was taken out: the DELETE of its removal has revoked it for good.`,
    ofTwo: `${both} were recorded as revoked by us, and proven gone, and alive all the same until they were taken out: the DELETE of their removal has revoked them for good.`,
  },
  {
    warning: "hitByRemoval",
    write: (tokens) => warnings.hitByRemoval(tokens, "acceptedNotFound"),
    ofOne: `${onlyOne} was accepted as already revoked on a 404, and the DELETE that made sure of it at its removal was answered 204: it may have been alive until now, unless Datadog takes another DELETE of a token that is gone.`,
    ofTwo: `${both} were accepted as already revoked on a 404, and the DELETE that made sure of it at their removal was answered 204: they may have been alive until now, unless Datadog takes another DELETE of a token that is gone.`,
  },
  {
    warning: "alreadyRevoked, gone before",
    write: (tokens) => warnings.alreadyRevoked(tokens, "goneBefore"),
    ofOne: `${onlyOne} was already gone when asked, before the DELETE was sent: recorded as already revoked. If it should have been alive, check that datadoghq.eu is the right site and the credentials belong to the right organisation; onNotFound: "fail" makes a 404 an error.`,
    ofTwo: `${both} were already gone when asked, before the DELETE was sent: recorded as already revoked. If they should have been alive, check that datadoghq.eu is the right site and the credentials belong to the right organisation; onNotFound: "fail" makes a 404 an error.`,
  },
  {
    warning: "alreadyRevoked, not found",
    write: (tokens) => warnings.alreadyRevoked(tokens, "notFound"),
    ofOne: `${onlyOne} is not known (404): recorded as already revoked, which is accepted and not proven. If it should have been alive, check that datadoghq.eu is the right site and the credentials belong to the right organisation; onNotFound: "fail" makes a 404 an error.`,
    ofTwo: `${both} are not known (404): recorded as already revoked, which is accepted and not proven. If they should have been alive, check that datadoghq.eu is the right site and the credentials belong to the right organisation; onNotFound: "fail" makes a 404 an error.`,
  },
  {
    warning: "alreadyRevoked, not found, at its removal",
    write: (tokens) => warnings.alreadyRevoked(tokens, "notFound", "taken for"),
    ofOne: `${onlyOne} is not known (404): taken for already revoked, which is accepted and not proven. If it should have been alive, check that datadoghq.eu is the right site and the credentials belong to the right organisation; onNotFound: "fail" makes a 404 an error.`,
    ofTwo: `${both} are not known (404): taken for already revoked, which is accepted and not proven. If they should have been alive, check that datadoghq.eu is the right site and the credentials belong to the right organisation; onNotFound: "fail" makes a 404 an error.`,
  },
  {
    warning: "verificationRefused",
    write: (tokens) => warnings.verificationRefused(tokens, "403 Forbidden."),
    ofOne: `${onlyOne}: the DELETE was answered, but these credentials may not read whether it is gone, so that is not proven: 403 Forbidden.`,
    ofTwo: `${both}: the DELETE was answered, but these credentials may not read whether they are gone, so that is not proven: 403 Forbidden.`,
  },
  {
    warning: "verificationUnanswered",
    write: (tokens) => warnings.verificationUnanswered(tokens, "503 Service Unavailable."),
    ofOne: `${onlyOne}: the DELETE was answered, but Datadog did not tell whether it is gone: the next run asks again. 503 Service Unavailable.`,
    ofTwo: `${both}: the DELETE was answered, but Datadog did not tell whether they are gone: the next run asks again. 503 Service Unavailable.`,
  },
  {
    warning: "stillDeclared",
    write: warnings.stillDeclared,
    ofOne: `${onlyOne} is taken out in one place and still declared in another of this run, which may be the same account by another name: no DELETE was sent, and it is as declared there.`,
    ofTwo: `${both} are taken out in one place and still declared in another of this run, which may be the same account by another name: no DELETE was sent, and they are as declared there.`,
  },
  {
    warning: "destroyedElsewhere",
    write: (tokens) => warnings.destroyedElsewhere(tokens, "an-org"),
    ofOne: `${onlyOne} was proven gone in organisation an-org, and these credentials belong to another: its record is deleted all the same.`,
    ofTwo: `${both} were proven gone in organisation an-org, and these credentials belong to another: their record is deleted all the same.`,
  },
  {
    warning: "armedButAbsent",
    write: warnings.armedButAbsent,
    ofOne: `${onlyOne} is to be revoked when its resource is deleted, but datadoghq.eu does not know it (404): it is revoked already, or site or organisation is not the right one, or these credentials may not see it.`,
    ofTwo: `${both} are to be revoked when their resource is deleted, but datadoghq.eu does not know them (404): they are revoked already, or site or organisation is not the right one, or these credentials may not see them.`,
  },
  {
    warning: "aliveAgain",
    write: warnings.aliveAgain,
    ofOne: `${onlyOne} is alive although its revocation is recorded: that is drift. Once a refresh has written that into the state, it is work to be done: the pulumi up that follows revokes it again.`,
    ofTwo: `${both} are alive although their revocation is recorded: that is drift. Once a refresh has written that into the state, it is work to be done: the pulumi up that follows revokes them again.`,
  },
  {
    warning: "stillAliveAtRefresh",
    write: warnings.stillAliveAtRefresh,
    ofOne: `${onlyOne} is still alive although Datadog accepted its DELETE: its revocation is still to be done, and the next pulumi up or destroy goes on with it.`,
    ofTwo: `${both} are still alive although Datadog accepted their DELETE: their revocation is still to be done, and the next pulumi up or destroy goes on with it.`,
  },
  {
    warning: "outOfSight",
    write: (tokens) => warnings.outOfSight(tokens),
    ofOne: `${onlyOne} was not found, which proves nothing here: these credentials are not known to be shown other users' tokens, so it may be alive again, unseen. Look for drift with credentials that may read every token (org_app_keys_read).`,
    ofTwo: `${both} were not found, which proves nothing here: these credentials are not known to be shown other users' tokens, so they may be alive again, unseen. Look for drift with credentials that may read every token (org_app_keys_read).`,
  },
  {
    warning: "destroyedAnyway",
    write: (tokens) => warnings.destroyedAnyway(tokens, "403 Forbidden."),
    ofOne: `${onlyOne} was verified as gone before, so its record is deleted although the final DELETE failed: 403 Forbidden.`,
    ofTwo: `${both} were verified as gone before, so their record is deleted although the final DELETE failed: 403 Forbidden.`,
  },
  {
    warning: "notLookedFor",
    write: (tokens) => warnings.notLookedFor(tokens, "403 Forbidden."),
    ofOne: `${onlyOne} was proven gone before, and its record is deleted although nobody could be asked whether that is still so: 403 Forbidden.`,
    ofTwo: `${both} were proven gone before, and their record is deleted although nobody could be asked whether that is still so: 403 Forbidden.`,
  },
];

test.each(texts)(
  "the warning $warning reads in one wording for one token and for two",
  ({ write, ofOne, ofTwo }) => {
    expect([write(one), write(two)]).toEqual([ofOne, ofTwo]);
  },
);

test("every warning about tokens has a row in this table", () => {
  const rows = new Set(texts.map(({ warning }) => warning.split(",")[0]));
  const ofOwnToken = ["ownTokenLast", "ownTokenArmed", "ownTokenRevoked"];
  const others = [
    ...ofOwnToken,
    "siteSticks",
    "credentialsNeeded",
    "organizationUnknown",
    "notFoundAnywhere",
    "expiresSoon",
  ];
  expect([...rows, ...others].sort()).toEqual(Object.keys(warnings).sort());
});

test("the warnings about a run name the setting and what to do", () => {
  expect(warnings.siteSticks(onlyOne, { site: "datadoghq.com", name: "DD_SITE" })).toBe(
    `${onlyOne} is recorded there and stays there, although DD_SITE says datadoghq.com: to move it, name the site in the program.`,
  );
  expect(warnings.credentialsNeeded("No keys.")).toBe(
    "pulumi up will need credentials for Datadog. No keys.",
  );
});

test("an organisation that could not be told is named by its site, with the reason if there is one", () => {
  const text =
    "Which Datadog organisation these credentials belong to on datadoghq.eu could not be told, so nothing is proven by a 404 of it.";
  expect(warnings.organizationUnknown({ site: "datadoghq.eu" }, undefined)).toBe(text);
  expect(warnings.organizationUnknown({ site: "datadoghq.eu" }, "403 Forbidden.")).toBe(
    `${text} 403 Forbidden.`,
  );
});

test("a token that no account knew is told with the accounts that were asked", () => {
  const token = {
    tokenId: "35ef7728-4761-41dd-8a7b-f1112a26f840",
    site: "datadoghq.com",
    account: "any",
  } as const;
  expect(
    warnings.notFoundAnywhere(
      [token],
      [{ account: "prod", organization: "an-organization" }, { account: "eu" }],
    ),
  ).toBe(
    'Personal access token "35ef7728-4761-41dd-8a7b-f1112a26f840" on all accounts is not known (404): recorded as already revoked, which is accepted and not proven. Asked were prod (organisation an-organization), eu. If it should have been alive, an account is missing; onNotFound: "fail" makes a 404 of all an error.',
  );
});

test("the run's own token is told by its public portion and setting, before and after", () => {
  const own = { publicPortion: "ddpat_1dm1op4lL89nV8pt94Tdk8", setting: "DD_BEARER_TOKEN" };
  expect(warnings.ownTokenLast(own)).toBe(
    "ddpat_1dm1op4lL89nV8pt94Tdk8 is the token that this run works with (DD_BEARER_TOKEN): it is revoked last, after all others are verified. Have other credentials ready: nothing more can be done with these, not even what this run removes at its end.",
  );
  expect(warnings.ownTokenArmed(own)).toBe(
    "ddpat_1dm1op4lL89nV8pt94Tdk8 is the token that this run works with (DD_BEARER_TOKEN), and waits to be revoked until it is taken out or destroyed. What the same run comes to only after that, as with --parallel 1, can't be revoked any more, and nothing tells what that is: take it out with other credentials, or in a run that takes out nothing else.",
  );
  expect(warnings.ownTokenRevoked(own)).toBe(
    "ddpat_1dm1op4lL89nV8pt94Tdk8 was the token that this run worked with (DD_BEARER_TOKEN), and it is revoked: set DD_BEARER_TOKEN to another one before the next pulumi command.",
  );
});

test("no warning says what is true in some runs only: a refresh may be a preview, or a part of the up", () => {
  for (const { write } of texts) {
    expect(write(one)).not.toMatch(/out of the state|next pulumi up revokes/);
  }
});
