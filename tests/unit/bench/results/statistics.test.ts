import { median, spreadOf } from "../../../../bench/results/statistics";

test.each([
  [[3], 3],
  [[5, 1, 3], 3],
  [[4, 1, 3, 2], 2.5],
  [[10, 9, 100], 10],
])("the median of %j is %d", (values, expected) => {
  expect(median(values)).toBe(expected);
});

test("the values stay in the order in which they were measured", () => {
  const values = [5, 1, 3];
  median(values);
  expect(values).toEqual([5, 1, 3]);
});

test("nothing has no median", () => {
  expect(() => median([])).toThrow("There is no median of no values.");
});

test("a spread is the median with the least and the most", () => {
  expect(spreadOf([5, 1, 3])).toEqual({ median: 3, least: 1, most: 5 });
  expect(spreadOf([])).toBeUndefined();
});
