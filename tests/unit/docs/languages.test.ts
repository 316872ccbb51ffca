import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { checkoutFolder } from "../../support/engine/example-copy";
import { MarkdownDocument } from "../../support/documents/markdown";
import { pluginName } from "../../support/plugin/plugin";

const page = new MarkdownDocument("docs/languages.md");
const text = readFileSync(join(checkoutFolder, "docs/languages.md"), "utf8");
const { version } = JSON.parse(readFileSync(join(checkoutFolder, "package.json"), "utf8")) as {
  version: string;
};

test("each language that is said to have an example has one, in that language", () => {
  const rows = page.table("Every language of Pulumi").rows;
  const examples = rows.flatMap(([program = "", , begins = ""]) => {
    const [, folder] = /\(\.\.\/(examples\/\w+)\)/.exec(begins) ?? [];
    return folder === undefined ? [] : [[program, folder] as const];
  });
  expect(examples.map(([program]) => program)).toEqual(["YAML", "Python", "Go"]);
  for (const [program, folder] of examples) {
    const project = parse(readFileSync(join(checkoutFolder, folder, "Pulumi.yaml"), "utf8")) as {
      runtime: string | { name: string };
    };
    const { runtime } = project;
    expect(typeof runtime === "string" ? runtime : runtime.name).toBe(program.toLowerCase());
    expect(existsSync(join(checkoutFolder, folder, "README.md"))).toBe(true);
  }
});

test("the plugin's name and version in the commands are those of the package", () => {
  const named = [...text.matchAll(/plugin install resource (\S+) (\S+)/g)];
  expect(named.map(([, name, told]) => [name, told])).toEqual([[pluginName, version]]);
  const archives = [...text.matchAll(/pulumi-resource-[\w-]+-v([\d.]+)-linux/g)];
  expect(archives.map(([, told]) => told)).toEqual([version]);
});
