import { checkoutFolder } from "../support/engine/example-copy";
import { listArchive, packedPackage } from "./packed-package";
import { runCommand } from "./run-command";

let files: readonly string[];

beforeAll(async () => {
  files = await listArchive(packedPackage());
});

test.each([
  "package.json",
  "README.md",
  "LICENSE",
  "CHANGELOG.md",
  "dist/sdk/index.js",
  "dist/sdk/index.d.ts",
  "dist/provider/index.js",
  "dist/provider/index.d.ts",
  "dist/provider/NOTICES",
  "dist/cli/token-id/datadog-token-id.js",
  "dist/cli/gitops/datadog-token-gitops.js",
  "dist/cli/gitops/init/templates.json",
  "dist/plugin/plugin.cjs",
  "dist/plugin/NOTICES",
  "dist/plugin/pulumi-resource-datadog-token-revocation",
  "dist/plugin/pulumi-resource-datadog-token-revocation.cmd",
  "revocations.schema.json",
])("the package contains %s", (file) => {
  expect(files).toContain(file);
});

test("every compiled module comes with its declarations, its source map, and the source that the map points to", () => {
  const modules = files.filter((file) => file.endsWith(".js")).map((file) => file.slice(0, -".js".length));

  expect(modules).not.toEqual([]);
  for (const module of modules) {
    const companions = [
      `${module}.d.ts`,
      `${module}.d.ts.map`,
      `${module}.js.map`,
      `${module.replace("dist/", "")}.ts`,
    ];
    expect(files).toEqual(expect.arrayContaining(companions));
  }
});

test("the package contains nothing but its code, its documents and their sources", () => {
  const expected =
    /^(dist\/(sdk|provider|cli)\/.+\.(js|js\.map|d\.ts|d\.ts\.map)|dist\/provider\/NOTICES|dist\/cli\/gitops\/init\/templates\.json|dist\/plugin\/(plugin\.cjs|NOTICES|pulumi-resource-datadog-token-revocation(\.cmd)?)|(sdk|provider|cli)\/.+\.ts|(package|revocations\.schema)\.json|[A-Z]+\.md|LICENSE)$/;

  expect(files.filter((file) => !expected.test(file))).toEqual([]);
  expect(files.filter((file) => file.includes("test"))).toEqual([]);
});

test("no file brings a text of somebody else's sources, a path of the machine that packed it, or what looks like a credential", async () => {
  const everything = await runCommand("tar", ["-xzOf", packedPackage()], checkoutFolder);
  expect(everything).toContain('"version":3');
  expect(everything.includes(checkoutFolder)).toBe(false);
  expect(/"sourcesContent":\s*\[/.exec(everything)).toBeNull();
  const credential =
    /dd[ps]at_[0-9a-z]{22}_[0-9a-z]{30,}|\b(?:npm|gh[pousr]|pul)[_-][0-9a-z]{36,}|-----BEGIN [A-Z ]*PRIVATE KEY/i;
  expect(credential.exec(everything)).toBeNull();
});
