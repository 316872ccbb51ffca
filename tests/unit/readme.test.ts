import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { sites } from "../../provider/datadog";
import { onNotFoundValues, revokeOnValues } from "../../provider/schema/options";
import { entryKeys } from "../../sdk/list/list-schema";
import { parseList } from "../../sdk/list/parse-list";
import { providerText } from "../../sdk/resources/dynamic-type";

const checkout = join(__dirname, "../..");
const read = (file: string) => readFileSync(join(checkout, file), "utf8");
const readme = read("README.md");

test.each([...sites, ...revokeOnValues, ...onNotFoundValues])("the README names %s", (value) => {
  expect(readme).toContain(`\`${value}\``);
});

test("the README's configuration table has every setting that the provider reads", () => {
  const settings =
    `${read("provider/session/settings.ts")}${read("provider/session/credential-settings.ts")}`.match(
      /"(datadog:\w+|(?:DD|DATADOG)_\w+)"/g,
    ) ?? [];
  expect(settings.length).toBeGreaterThan(10);
  for (const setting of settings) {
    expect(readme).toContain(`\`${setting.slice(1, -1)}\``);
  }
});

test("the README says how long the provider's text in the state is", () => {
  expect(readme).toContain(`a constant text of ${providerText("revocation").length} bytes`);
});

test("the README gives the two commands, and package.json has them", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  expect(readme).toMatch(/npm run demo .*\n.*npm test/);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["demo", "test"]));
});

test("the README's program compiles", () => {
  const program = /```ts\n([^]*?)```/.exec(readme)?.[1] ?? "";
  expect(program).toContain("new PersonalAccessTokenRevocation(");
  expect(problemsIn(program)).toEqual([]);
});

test("the README's list is in order, and its table has every key", () => {
  const list = /```yaml\n([^]*?)```/.exec(readme)?.[1] ?? "";
  expect(parseList(list, "README.md")).toHaveLength(3);
  for (const key of entryKeys) {
    expect(readme).toContain(`\`${key}\``);
  }
});

test.each(["datadog-token-id", "datadog-token-gitops"])(
  "the package has the command %s that the README names",
  (name) => {
    const { bin } = JSON.parse(read("package.json")) as { bin: Record<string, string> };
    expect(readme).toContain(`npx ${name}`);
    expect(bin[name]).toMatch(new RegExp(`^\\./dist/.*/${name}\\.js$`));
  },
);

/** Type-checks a program as if it were a file of this checkout. */
function problemsIn(program: string): string[] {
  const { config } = ts.readConfigFile(join(checkout, "tsconfig.json"), (file) => ts.sys.readFile(file)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, checkout);
  const file = join(checkout, "program-of-the-readme.ts");
  const host = ts.createCompilerHost(options);
  host.readFile = (name) => (name === file ? program : ts.sys.readFile(name));
  host.fileExists = (name) => name === file || ts.sys.fileExists(name);
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([file], options, host));
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
