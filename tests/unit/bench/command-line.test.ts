import { readCommandLine } from "../../../bench/command-line";

test.each([
  [[], { only: ["1", "2", "3", "4", "5", "6"], quick: false }],
  [["--only", "2"], { only: ["2"], quick: false }],
  [["--only", "1", "--only", "3"], { only: ["1", "3"], quick: false }],
  [["--repeats", "5", "--quick"], { only: ["1", "2", "3", "4", "5", "6"], quick: true, repeats: 5 }],
])("%j is understood", (args, expected) => {
  expect(readCommandLine(args)).toEqual(expected);
});

test.each([
  [["--only", "7"], '--only takes 1, 2, 3, 4, 5 or 6, the number of a table, not "7".'],
  [["--repeats", "0"], '--repeats takes a number from 1 to 99, not "0".'],
  [["--repeats", "many"], '--repeats takes a number from 1 to 99, not "many".'],
])("%j is refused in a sentence", (args, message) => {
  expect(() => readCommandLine(args)).toThrow(message);
});

test.each([[["--fast"]], [["2"]]])("%j is refused", (args) => {
  expect(() => readCommandLine(args)).toThrow();
});
