import { readFileSync } from "node:fs";
import { join } from "node:path";
import { providerText } from "../../sdk/resources/provider-text";
import { checkoutFolder } from "../support/engine/example-copy";
import { MarkdownDocument } from "../support/documents/markdown";

const readme = new MarkdownDocument("README.md");
const packageJson = JSON.parse(readFileSync(join(checkoutFolder, "package.json"), "utf8")) as {
  bin: Record<string, string>;
  scripts: Record<string, string>;
  engines: { node: string };
};

test("the first screen has the promise, what becomes of a 404 and a 429, and a program of six lines", () => {
  const lines = readme.text.split("\n").slice(0, 25);
  expect(lines.slice(0, 8).join("\n")).toMatch(/404[^]*429/);
  const program = readme.blocks[0]?.text ?? "";
  expect(program.split("\n").filter((line) => line !== "").length).toBeLessThanOrEqual(6);
  expect(program).toContain("new PersonalAccessTokenRevocation(");
  expect(lines.join("\n")).toContain(program);
});

test("the README gives the two commands, and package.json has them", () => {
  expect(readme.text).toMatch(/npm run demo .*\n.*npm test/);
  expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(["demo", "test"]));
});

test.each(["datadog-token-id", "datadog-token-gitops"])(
  "the package has the command %s that the README names",
  (name) => {
    expect(readme.text).toContain(`npx ${name}`);
    expect(packageJson.bin[name]).toMatch(new RegExp(`^\\./dist/.*/${name}\\.js$`));
  },
);

test("the Node.js that README and docs ask for is the package's own", () => {
  const version = packageJson.engines.node.replace(">=", "Node.js ≥ ");
  for (const { text } of [readme, new MarkdownDocument("docs/install.md")]) {
    expect(text).toContain(version);
  }
});

test("docs/state.md says how long the provider's texts in the state are", () => {
  const { text } = new MarkdownDocument("docs/state.md");
  expect(text).toContain(`a constant text of ${providerText("single").length} bytes`);
  expect(text).toContain(`the same text in ${providerText("batch").length} bytes`);
});
