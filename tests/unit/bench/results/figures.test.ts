import { count, figure, spread, times } from "../../../../bench/results/figures";
import { markdownTable } from "../../../../bench/sections/markdown-table";

test.each([
  [0, "0"],
  [0.05231, "0.0523"],
  [9.8149, "9.81"],
  [117.3, "117"],
  [5_812_345, "5,812,345"],
])("%d is shown as %s", (value, expected) => {
  expect(figure(value)).toBe(expected);
});

test("counts have their thousands apart", () => {
  expect(count(10_000)).toBe("10,000");
});

test.each([
  [1.0196, "1.020 ×"],
  [23.44, "23.4 ×"],
])("the ratio %d is shown as %s", (value, expected) => {
  expect(times(value)).toBe(expected);
});

test.each([
  [{ median: 9.81, least: 9.7, most: 10.2 }, "9.81 (9.70–10.2)"],
  [{ median: 0, least: 0, most: 0 }, "0"],
  [undefined, "–"],
])("the spread %j is shown as %s", (value, expected) => {
  expect(spread(value)).toBe(expected);
});

test("a table's first column is text, the others are numbers", () => {
  expect(markdownTable(["tokens", "batch"], [["1", "3.10"]])).toBe(
    ["| tokens | batch |", "| --- | ---: |", "| 1 | 3.10 |"].join("\n"),
  );
});
