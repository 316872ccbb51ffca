import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { callTool } from "./tool-process";

const readme = readFileSync(resolve(__dirname, "../../../README.md"), "utf8");

function withRooms(text: string) {
  return callTool("lint/readme-rooms.mjs", "withRooms", [text]);
}

test("the README's table of rooms is the one that `npm run rooms` writes", async () => {
  expect(await withRooms(readme)).toMatchObject({ value: readme });
});

test("a table that is out of step is written anew", async () => {
  const outOfStep = readme.replace("| `provider/check` |", "| `provider/checks` |");
  expect(outOfStep).not.toBe(readme);
  expect(await withRooms(outOfStep)).toMatchObject({ value: readme });
});

test("a README without markers is an error", async () => {
  expect(await withRooms("# Title\n")).toMatchObject({
    error: expect.stringContaining("no place for the table of rooms") as string,
  });
});
