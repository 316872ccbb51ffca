import { startSimulator, type NewToken, type Simulator } from "datadog-token-simulator";
import { createDatadogClient, type DatadogClient } from "../../../../provider/datadog/client";
import type { TokenPage } from "../../../../provider/datadog/api/access-token";
import { many } from "./support/scheduled-calls";
import { clientOptions } from "./support/test-client";

let simulator: Simulator;
let client: DatadogClient;

beforeEach(async () => {
  const tokens = many(250, (index): NewToken => {
    const createdAt = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
    return { createdAt, type: index % 10 === 0 ? "service_access_tokens" : "personal_access_tokens" };
  });
  simulator = await startSimulator({ tokens });
  client = createDatadogClient(clientOptions({ apiUrl: simulator.url }));
});

afterEach(() => simulator.close());

const alive = () => simulator.tokens.list().filter(({ revokedAt }) => revokedAt === undefined);

/** Reads the list from its last page to its first, while somebody revokes the oldest token after each page. */
async function readBackwards(revoking: boolean): Promise<TokenPage[]> {
  const { total = 0 } = await client.list({ pageNumber: 0, pageSize: 1 });
  const pages: TokenPage[] = [];
  for (let pageNumber = Math.ceil(total / 100) - 1; pageNumber >= 0; pageNumber--) {
    pages.push(await client.list({ pageNumber }));
    const oldest = alive().find(({ type }) => type === "personal_access_tokens");
    if (revoking && oldest !== undefined) {
      await client.revoke(oldest.tokenId);
    }
  }
  return pages;
}

const personal = ({ tokens }: TokenPage) => tokens.filter(({ kind }) => kind === undefined);

test("all pages together hold every token of both kinds", async () => {
  const pages = await readBackwards(false);
  expect(pages.map(({ total }) => total)).toEqual([250, 250, 250]);
  expect(pages.flatMap(({ ids }) => ids).length).toBe(250);
  expect(new Set(pages.flatMap(({ tokens }) => tokens.map(({ tokenId }) => tokenId))).size).toBe(250);
  expect(pages.flatMap(personal)).toHaveLength(225);
  expect(simulator.ledger.violations()).toEqual([]);
});

test("a list that shrinks while it is read from the last page to the first hides no token that lives", async () => {
  const listed = new Set(
    (await readBackwards(true)).flatMap(({ tokens }) => tokens.map(({ tokenId }) => tokenId)),
  );
  const living = alive().filter(({ type }) => type === "personal_access_tokens");
  expect(living).toHaveLength(222);
  expect(living.filter(({ tokenId }) => !listed.has(tokenId))).toEqual([]);
});

test("the leaks that Datadog has detected are told if they are asked for, and choose the tokens", async () => {
  const leak = { date: "2026-11-20T08:00:00.000Z", source: "a public repository" };
  const { tokenId } = simulator.tokens.create({ leak });
  const nowhere = simulator.tokens.create({ leak: { date: leak.date } });
  const leaksOf = ({ tokens }: TokenPage) => tokens.map((token) => token.leak);

  const leaked = await client.list({ pageNumber: 0, leaks: "leaked" });
  expect(leaked.total).toBe(2);
  expect(leaked.tokens).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ tokenId, leak }),
      expect.objectContaining({ tokenId: nowhere.tokenId, leak: { date: leak.date } }),
    ]),
  );
  const notLeaked = await client.list({ pageNumber: 0, leaks: "notLeaked" });
  expect(notLeaked.total).toBe(250);
  expect(new Set(leaksOf(notLeaked))).toEqual(new Set(["none"]));
  expect((await client.list({ pageNumber: 0, leaks: "told" })).total).toBe(252);
  const unasked = await client.list({ pageNumber: 2 });
  expect(new Set(leaksOf(unasked))).toEqual(new Set([undefined]));
});
