import {
  makePlantedTokens,
  requireExactly,
  type PlantedToken,
} from "../../../../bench/reports/planted-tokens";
import type { ReportReader } from "../../../../bench/results/samples";
import { readToken } from "../../../../provider/datadog/token/token-id";

const planted = makePlantedTokens(3);
const [other] = makePlantedTokens(1);

const asIds = (tokens: readonly PlantedToken[]) =>
  JSON.stringify(tokens.map(({ tokenId }) => ({ tokenId, kind: "personal", places: [] })));
const asLines = (tokens: readonly PlantedToken[]) =>
  tokens.map(({ publicPortion }) => `${publicPortion}\n`).join("");
const printers: [ReportReader, (tokens: readonly PlantedToken[]) => string][] = [
  ["datadog-token-id", asIds],
  ["grep", asLines],
  ["JSON.parse", asLines],
  ["matchAll", asLines],
];

test("each planted token's public portion names the id that it was planted with", () => {
  for (const { tokenId, publicPortion } of makePlantedTokens(100)) {
    expect(readToken(publicPortion)).toEqual({ tokenId });
  }
});

test.each(printers)("%s passes with all planted tokens and nothing else, in any order", (reader, print) => {
  expect(() => requireExactly(planted, { reader, output: print(planted.toReversed()) })).not.toThrow();
});

test.each(printers)("%s fails with a token that it has missed", (reader, print) => {
  expect(() => requireExactly(planted, { reader, output: print(planted.slice(1)) })).toThrow(
    `${reader} has missed 1 of 3 tokens, and printed 0 too many.`,
  );
});

test.each(printers)("%s fails with a token that nobody has planted, and with one twice", (reader, print) => {
  const output = print([...planted, ...planted.slice(0, 1), ...(other ? [other] : [])]);
  expect(() => requireExactly(planted, { reader, output })).toThrow(
    `${reader} has missed 0 of 3 tokens, and printed 2 too many.`,
  );
});
