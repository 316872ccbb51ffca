import { parse } from "yaml";
import { parseList } from "../../../sdk/list/parse-list";
import { documentsIn } from "../../support/documents/documents";
import { CheckedPrograms } from "../../support/documents/type-check";
import { pluginName } from "../../support/plugin/plugin";

const blocks = documentsIn("README.md", "docs/*.md").flatMap((document) => document.blocks);
const of = (language: string) => blocks.filter((block) => block.language === language);

test("every program of README and docs/ compiles", () => {
  const programs = Object.fromEntries(of("ts").map(({ text }, index) => [`program-${index}.ts`, text]));
  expect(Object.keys(programs).length).toBeGreaterThan(3);
  expect(new CheckedPrograms(programs).problems).toEqual([]);
});

test("every list of README and docs/ is in order", () => {
  const lists = of("yaml").filter(({ text }) => /^revocations:/m.test(text));
  expect(lists.map(({ file, text }) => parseList(text, file).length)).toEqual([2, 4]);
});

test("every other YAML block is a part of Pulumi.yaml, with an option that Pulumi has", () => {
  // tests/e2e/plugin/providers.test.ts runs the program.
  const others = of("yaml").filter(({ text }) => !/^(revocations|resources):/m.test(text));
  expect(others.map(({ text }) => parse(text) as unknown)).toEqual([
    { runtime: { name: "nodejs", options: { typescript: false } } },
    {
      plugins: {
        providers: [{ name: pluginName, path: "node_modules/pulumi-datadog-token-revocation/dist/plugin" }],
      },
    },
  ]);
});

test("there is no block in another language that nobody reads", () => {
  expect([...new Set(blocks.map(({ language }) => language))].sort()).toEqual(["", "ts", "yaml"]);
});
