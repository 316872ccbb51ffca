import { doorsSection } from "../../../../bench/sections/doors-section";

const section = doorsSection({
  date: "2026-11-28",
  machine: { cpu: "", cores: 2, memoryGiB: 24, platform: "", node: "", pulumi: "", pulumiSdk: "" },
  repeats: 2,
  hosts: "",
  samples: [
    { language: "typescript", seconds: 2 },
    { language: "typescript", seconds: 3 },
    { language: "yaml", seconds: 1 },
  ],
  starts: [
    { process: "plugin", seconds: 0.2 },
    { process: "floor", seconds: 0.1 },
  ],
}).join("\n");

test.each([
  "| TypeScript by ts-node, dynamic provider | 2.50 (2.00–3.00) | 1.000 × |",
  "| YAML, plugin | 1.00 | 0.400 × |",
  "From the start of the plugin's process, which has run before, to the line with its port: 0.200 s. A Node.js that compiles the same bundle and ends: 0.100 s.",
])("table 5 has the line %s", (line) => {
  expect(section.split("\n")).toContain(line);
});

test("a language that was not measured has no row", () => {
  expect(section).not.toContain("Python, plugin");
});
