import { LastListing } from "../../../../simulator/api/last-listing";
import { FaultQueue } from "../../../../simulator/faults/fault-queue";
import { Tokens } from "../../../../simulator/tokens/tokens";

function setUp() {
  const tokens = new Tokens();
  const faults = new FaultQueue();
  const { tokenId } = tokens.create({ name: "deploy" });
  const listing = new LastListing(tokens, faults);
  let times = 0;
  const recall = (key = "all") =>
    listing.recall(key, () => {
      times += 1;
      return tokens.list().filter(({ revokedAt }) => revokedAt === undefined);
    });
  return { tokens, faults, tokenId, recall, times: () => times };
}

test("a list of many pages is sorted once", () => {
  const { recall, times } = setUp();
  expect(recall()).toHaveLength(1);
  expect(recall()).toHaveLength(1);
  expect(times()).toBe(1);
});

test("another question is answered by itself", () => {
  const { recall, times } = setUp();
  recall("all");
  recall("own");
  expect(times()).toBe(2);
});

test.each<[string, (tokens: Tokens, tokenId: string) => void, string[]]>([
  ["created", (tokens) => tokens.create({ name: "cron" }), ["deploy", "cron"]],
  ["revoked", (tokens, tokenId) => tokens.revoke(tokenId), []],
  ["renamed", (tokens, tokenId) => tokens.update(tokenId, { name: "release" }), ["release"]],
])("a token that is %s meanwhile changes the list", (_, change, names) => {
  const { tokens, tokenId, recall } = setUp();
  recall();
  change(tokens, tokenId);
  expect(recall().map(({ name }) => name)).toEqual(names);
});

test("a token that comes back to life stands on the list again", () => {
  const { tokens, tokenId, recall } = setUp();
  tokens.revoke(tokenId);
  expect(recall()).toEqual([]);
  tokens.revive(tokenId);
  expect(recall()).toHaveLength(1);
});

test.each<[string, (faults: FaultQueue, tokenId: string) => void]>([
  ["hidden tokens", (faults, tokenId) => faults.hide(tokenId)],
  ["a late revocation", (faults) => faults.delayRevocation(1)],
  ["a late creation", (faults) => faults.delayCreation(1)],
])("nothing is kept while a list depends on %s", (_, make) => {
  const { faults, tokenId, recall, times } = setUp();
  make(faults, tokenId);
  recall();
  recall();
  expect(times()).toBe(2);
});
