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
    ofOne: `${onlyOne} was alive when asked and already revoked a moment later: somebody was faster.`,
    ofTwo: `${both} were alive when asked and already revoked a moment later: somebody was faster.`,
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
    ofOne: `${onlyOne} is not known (404): recorded as already revoked. If it should have been alive, check that datadoghq.eu is the right site and the credentials belong to the right organisation; onNotFound: "fail" makes a 404 an error.`,
    ofTwo: `${both} are not known (404): recorded as already revoked. If they should have been alive, check that datadoghq.eu is the right site and the credentials belong to the right organisation; onNotFound: "fail" makes a 404 an error.`,
  },
  {
    warning: "verificationUnavailable",
    write: (tokens) => warnings.verificationUnavailable(tokens, "403 Forbidden."),
    ofOne: `${onlyOne} is revoked, but Datadog did not confirm that it is gone: 403 Forbidden.`,
    ofTwo: `${both} are revoked, but Datadog did not confirm that they are gone: 403 Forbidden.`,
  },
  {
    warning: "armedButAbsent",
    write: warnings.armedButAbsent,
    ofOne: `${onlyOne} is to be revoked when its resource is deleted, but datadoghq.eu does not know it (404): it is revoked already, or site or organisation is not the right one.`,
    ofTwo: `${both} are to be revoked when their resource is deleted, but datadoghq.eu does not know them (404): they are revoked already, or site or organisation is not the right one.`,
  },
  {
    warning: "aliveAgain",
    write: warnings.aliveAgain,
    ofOne: `${onlyOne} is alive although its revocation is recorded: a refresh takes the revocation out of the state, and the pulumi up that follows revokes it again. If the program does not name the site, datadog:site or DD_SITE has to name datadoghq.eu then.`,
    ofTwo: `${both} are alive although their revocation is recorded: a refresh takes the revocation out of the state, and the pulumi up that follows revokes them again. If the program does not name the site, datadog:site or DD_SITE has to name datadoghq.eu then.`,
  },
  {
    warning: "stillAliveAtRefresh",
    write: warnings.stillAliveAtRefresh,
    ofOne: `${onlyOne} is still alive although Datadog accepted its DELETE: the next pulumi up goes on with it.`,
    ofTwo: `${both} are still alive although Datadog accepted their DELETE: the next pulumi up goes on with them.`,
  },
  {
    warning: "destroyedAnyway",
    write: (tokens) => warnings.destroyedAnyway(tokens, "403 Forbidden."),
    ofOne: `${onlyOne} was verified as gone before, so its record is deleted although the final DELETE failed: 403 Forbidden.`,
    ofTwo: `${both} were verified as gone before, so their record is deleted although the final DELETE failed: 403 Forbidden.`,
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
  const others = ["siteSticks", "credentialsNeeded"];
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
