import { callTool } from "../tool-process";

test.each([
  ["v3.259.0", "3.251.0", true],
  ["3.251.0", "3.251.0", true],
  ["v3.250.9", "3.251.0", false],
  ["v4.0.0", "3.251.0", true],
  ["v24.21.0", "22.12.0", true],
  ["v22.9.0", "22.12.0", false],
  ["3.260.0-alpha.1", "3.251.0", true],
  ["go version go1.26.8 linux/amd64", "1.26", true],
  ["not a version", "1.0.0", false],
])("whether %j is at least %s: %s", async (text, minimum, expected) => {
  expect((await callTool("sources/version.mjs", "isAtLeast", [text, minimum])).value).toBe(expected);
});
