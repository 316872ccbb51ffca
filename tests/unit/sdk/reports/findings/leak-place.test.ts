import { describePlace } from "../../../../../sdk/reports/findings/leak-place";

test("a place is told with its file, line, commit, rule and link", () => {
  const link = "https://github.com/acme/shop/blob/1f2e3d4c5b/src/app.ts#L12";
  expect(describePlace({ file: "src/app.ts", line: 12, commit: "1f2e3d4c5b6a7988", rule: "a", link })).toBe(
    `src/app.ts:12 in commit 1f2e3d4c5b (rule a), ${link}`,
  );
  expect(describePlace({ line: 12 })).toBe("");
});

test("a name of a hundred thousand letters fills no list and no comment: its beginning and its end are told", () => {
  const long = `src/${"x".repeat(100_000)}/app.ts`;
  const told = describePlace({ file: long, line: 4, rule: long, link: `https://example.com/${long}` });
  expect(told.length).toBeLessThan(520);
  expect(told).toMatch(/^src\/x+…x+\/app\.ts:4 \(rule src\/x+…x+\/app\.ts\)$/);
});
