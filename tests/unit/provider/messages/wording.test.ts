import {
  byAccountSite,
  firstOf,
  formatCount,
  subjectOf,
  type NamedToken,
} from "../../../../provider/messages/wording";

const tokenOf = (tokenId: string): NamedToken => ({ tokenId, site: "datadoghq.eu" });

test.each([
  [0, "0"],
  [999, "999"],
  [1_000, "1,000"],
  [1_234_567, "1,234,567"],
])("%d is written %s", (count, text) => {
  expect(formatCount(count)).toBe(text);
});

test.each([
  { texts: [], text: "" },
  { texts: ["a"], text: "a" },
  { texts: ["a", "b", "c"], text: "a, b, c" },
  { texts: ["a", "b", "c", "d"], text: "a, b, c and 1 more" },
  { texts: Array.from({ length: 1_003 }, () => "a"), text: "a, a, a and 1,000 more" },
])("of $texts.length texts the first three are written: $text", ({ texts, text }) => {
  expect(firstOf(texts, 3)).toBe(text);
});

test("one token is spoken of in the singular", () => {
  expect(subjectOf([tokenOf("an-id")])).toEqual({
    name: 'Personal access token "an-id" on datadoghq.eu',
    is: "is",
    was: "was",
    it: "it",
    them: "it",
    its: "its",
  });
});

test("many tokens are spoken of in the plural, the first five by name", () => {
  expect(subjectOf([tokenOf("a"), tokenOf("b")])).toEqual({
    name: "2 personal access tokens on datadoghq.eu (a, b)",
    is: "are",
    was: "were",
    it: "they",
    them: "them",
    its: "their",
  });
  const six = ["a", "b", "c", "d", "e", "f"].map(tokenOf) as [NamedToken, ...NamedToken[]];
  expect(subjectOf(six).name).toBe("6 personal access tokens on datadoghq.eu (a, b, c, d, e and 1 more)");
});

test("tokens are grouped by site, in their order", () => {
  const elsewhere: NamedToken = { tokenId: "b", site: "datadoghq.com" };
  expect(byAccountSite([tokenOf("a"), elsewhere, tokenOf("c")])).toEqual([
    [tokenOf("a"), tokenOf("c")],
    [elsewhere],
  ]);
  expect(byAccountSite([])).toEqual([]);
});
