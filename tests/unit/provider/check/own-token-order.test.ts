import { OwnTokenOrder } from "../../../../provider/check/own-token-order";

const own = {
  tokenId: "35ef7728-4761-41dd-8a7b-f1112a26f840",
  publicPortion: "ddpat_1dm1op4lL89nV8pt94Tdk8",
  setting: "DD_BEARER_TOKEN",
  account: "default",
};
const owns = new Map([[own.tokenId, own]]);
const list = (...tokenIds: string[]) => ({ tokenIds, isSingle: false });
const single = (tokenId: string) => ({ tokenIds: [tokenId], isSingle: true });

test("a list that holds the run's own token among others is in order", () => {
  const order = new OwnTokenOrder();
  expect(order.problemWith(list("a", own.tokenId, "b"), owns, "last")).toBeUndefined();
  expect(order.problemWith(list("a", own.tokenId, "b"), owns, "last")).toBeUndefined();
});

test("a single resource for the run's own token is refused, with a way out", () => {
  expect(new OwnTokenOrder().problemWith(single(own.tokenId), owns, "last")).toBe(
    "ddpat_1dm1op4lL89nV8pt94Tdk8 (id 35ef7728-4761-41dd-8a7b-f1112a26f840) is the token that this run works with (DD_BEARER_TOKEN): once it is revoked, nothing else can be, and the engine revokes single resources in an order of its own. Put all new tokens into one list or batch, which revokes this one last, or use other credentials.",
  );
});

test.each([
  { first: "the list with it", checks: [list(own.tokenId), list("a")] },
  { first: "the other resource", checks: [single("a"), list("b", own.tokenId)] },
])("beside other resources that revoke it is refused, also if $first comes first", ({ checks }) => {
  const order = new OwnTokenOrder();
  const problems = checks.map((each) => order.problemWith(each, owns, "last"));
  expect(problems).toEqual([undefined, expect.stringContaining("which of them goes last is not certain")]);
});

test("selfRevocation refuse refuses it in a list, too", () => {
  expect(new OwnTokenOrder().problemWith(list("a", own.tokenId), owns, "refuse")).toContain(
    'selfRevocation is "refuse"',
  );
});

test("without a token among the credentials nothing is refused", () => {
  const order = new OwnTokenOrder();
  expect(order.problemWith(single(own.tokenId), new Map(), "refuse")).toBeUndefined();
  expect(order.problemWith(list("a", "b"), new Map(), "last")).toBeUndefined();
});
