import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { checkoutFolder } from "../../../support/engine/example-copy";

const provider = "dist/provider/index.js";
const plugin = "dist/plugin/plugin.cjs";

const textOf = (file: string): string => readFileSync(join(checkoutFolder, file), "utf8");

test.each([provider, plugin])("%s is ASCII, of which V8 keeps one byte for each letter", (file) => {
  expect(/[^\0-\x7f]/.exec(textOf(file))).toBeNull();
});

test.each([
  [provider, /^@pulumi\/pulumi(?:\/proto\/\w+)?$/],
  [plugin, /^$/],
])("%s loads nothing but what Node.js and Pulumi have already", (file, others) => {
  const loaded = [...textOf(file).matchAll(/\brequire(?:\.resolve)?\("([^"]+)"\)/g)].map(([, name = ""]) =>
    name.replace(/^node:/, ""),
  );
  expect(loaded.length).toBeGreaterThan(5);
  expect(loaded.filter((name) => !builtinModules.includes(name) && !others.test(name))).toEqual([]);
});

test("the provider's file has its two providers by the names that stand in states", () => {
  expect(Object.keys(require(join(checkoutFolder, provider)) as object).sort()).toEqual([
    "batch",
    "revocation",
    "revocationBatch",
    "single",
  ]);
});
