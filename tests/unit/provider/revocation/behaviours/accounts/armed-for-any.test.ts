import { tokenId } from "../../../../../support/lifecycle/provider-under-test";
import { names, ofEachKind, threeAccounts } from "../../../../../support/lifecycle/three-accounts";

/** A token that waits for its end, of which none of the accounts knew when it was declared. */
const accounts = { DD_ACCOUNTS: "prod,eu" };

test.each(ofEachKind([{}]))(
  "$kind that waits for its end, and that no account knew, is looked for by the next up in an account that was added, and recorded there",
  async ({ life }) => {
    const state = await life.create(threeAccounts({}, accounts), "delete");
    expect(life.recordOf(state)).toMatchObject({
      status: "armed",
      account: "any",
      accountsAsked: [{ account: "prod" }, { account: "eu" }],
    });
    const later = threeAccounts({ gov: "has it" });
    const after = await life.update(later, state, "any", "delete");
    expect(life.recordOf(after)).toMatchObject({
      status: "armed",
      account: "gov",
      site: "ddog-gov.com",
      anyAccount: true,
      organization: "organisation-of-gov",
    });
    expect(later.organisations.gov.isAlive(tokenId)).toBe(true);
    expect(later.messages.join()).toContain(`${tokenId} on ddog-gov.com (account gov): changed`);
    expect(await life.update(later, after, "any", "delete")).toBe(after);
  },
);

test.each(ofEachKind([{}]))(
  "$kind that waits for its end, and that the added account does not know either, is told once more, and then the next up is quiet",
  async ({ life }) => {
    const state = await life.create(threeAccounts({}, accounts), "delete");
    const later = threeAccounts();
    const after = await life.update(later, state, "any", "delete");
    expect(life.recordOf(after)).toMatchObject({
      status: "armed",
      account: "any",
      accountsAsked: names.map((account) => ({ account })),
    });
    expect(later.warnings).toEqual([expect.stringContaining("none of the accounts knows it (404)")]);
    expect(await life.update(later, after, "any", "delete")).toBe(after);
  },
);

test.each(
  ofEachKind([
    { who: "may not be read", gov: "has it and may not read" },
    { who: "is down", gov: "is down" },
    { who: "refuses the credentials", gov: "refuses the credentials" },
  ] as const),
)("$kind that waits for its end is looked for once in an account that $who", async ({ life, gov }) => {
  const underTest = threeAccounts({ gov });
  if (gov !== "has it and may not read") {
    underTest.organisations.gov.identity = { kind: "unknown", problem: "503.", isTransient: true };
  }
  const state = await life.create(underTest, "delete");
  expect(await life.update(underTest, state, "any", "delete")).toBe(state);
});

test.each(ofEachKind([{}]))(
  "$kind that waits for its end in an account added later dies there when it is to be revoked at once",
  async ({ life }) => {
    const state = await life.create(threeAccounts({}, accounts), "delete");
    const later = threeAccounts({ gov: "has it" });
    const armed = await life.update(later, state, "any", "delete");
    expect(life.recordOf(await life.update(later, armed))).toMatchObject({
      status: "revoked",
      account: "gov",
    });
    expect(later.organisations.gov.isAlive(tokenId)).toBe(false);
  },
);
