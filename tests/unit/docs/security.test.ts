import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../../support/engine/example-copy";

const sources = globSync("{sdk,provider,cli,plugin}/**/*.ts", {
  cwd: checkoutFolder,
  exclude: ["**/node_modules/**"],
});
const code = (file: string) =>
  readFileSync(join(checkoutFolder, file), "utf8").replace(/\/\*[^]*?\*\/|(?<!:)\/\/.*$/gm, "");

/** Pages for people, in advice. */
const pages = /^https:\/\/(?:nodejs\.org|www\.pulumi\.com\/docs|docs\.datadoghq\.com)\//;

test("no source names a host but in advice: addresses come from Datadog's sites and from the settings", () => {
  const named = sources.flatMap((file) =>
    [...code(file).matchAll(/https?:\/\/(?!<|api\.[<$]|\$)[^\s"'`]+/g)].map(String),
  );
  expect(sources.length).toBeGreaterThan(200);
  expect(named.filter((url) => !pages.test(url))).toEqual([]);
});

test("only the API client and the look for a token's site open connections, and the plugin answers the engine's", () => {
  const modules = /from "(?:axios|node:(?:https?|http2|net|tls|dgram)|@grpc\/grpc-js)"|\bfetch\(/;
  const connecting = sources.filter((file) => {
    const values = code(file).replace(/^import type .*$/gm, "");
    return modules.test(values);
  });
  expect(connecting.filter((file) => !/^(?:provider\/datadog|plugin)\//.test(file))).toEqual([]);
});

test("the package has no script that runs where it is installed", () => {
  const { scripts } = JSON.parse(readFileSync(join(checkoutFolder, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  expect(Object.keys(scripts).filter((name) => /^(?:pre|post)?install$|^prepare$/.test(name))).toEqual([]);
});
