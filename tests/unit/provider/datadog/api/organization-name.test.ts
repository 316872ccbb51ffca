import { identified } from "../support/identified";
import { currentUser, organization } from "../support/identity-answers";

const orgs = { id: organization, type: "orgs" };
const named = (name: unknown, more: object = {}) => ({ ...orgs, attributes: { name }, ...more });

test.each([
  ["the organisation's", [{ type: "roles", id: "r" }, named("Acme Europe")], "Acme Europe"],
  ["another organisation's", [named("Elsewhere", { id: "another" })], undefined],
  ["of something else", [named("A role", { type: "roles" })], undefined],
  ["of several lines", [named("Acme\nforged line")], undefined],
  ["no text", [named(7)], undefined],
  ["in nothing that is a list", "Acme", undefined],
  ["not told", undefined, undefined],
])(
  "a name that is %s is told if it is a name, and nothing else of the answer changes",
  async (_, included, name) => {
    const { identity } = await identified([currentUser(orgs, included)]);
    expect(identity).toEqual({
      kind: "placed",
      organization,
      user: "a-user",
      ...(name !== undefined && { organizationName: name }),
    });
  },
);
