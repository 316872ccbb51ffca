import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { checkoutFolder } from "../support/engine/example-copy";

const folders = [".github/workflows", "examples/gitops/github-actions/.github/workflows"];
const workflows = folders.flatMap((folder) =>
  readdirSync(join(checkoutFolder, folder)).map((file) => join(folder, file)),
);

const textOf = (file: string): string => readFileSync(join(checkoutFolder, file), "utf8");

interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, { env: Record<string, string> }>;
}

/** The real actionlint. Its shellcheck part needs a shellcheck on PATH, and is off: what is there differs by machine. */
function actionlint(text: string): { status: number | null; stdout: string } {
  const options = ["-shellcheck=", "-pyflakes=", "-"];
  const { error, status, stdout } = spawnSync("actionlint", options, { encoding: "utf8", input: text });
  if (error) {
    throw new Error("actionlint is missing. Run the tests with `npm test`, which builds it.", {
      cause: error,
    });
  }
  return { status, stdout };
}

test.each(workflows)("actionlint has nothing to say of %s", (file) => {
  expect(actionlint(textOf(file))).toEqual({ status: 0, stdout: "" });
});

test.each(["main", "drift", "incident"])(
  "%s.yml works with the identity of its job in place of a stored credential, once its line is no comment",
  (name) => {
    const text = textOf(`examples/gitops/github-actions/.github/workflows/${name}.yml`);
    const keyless = text.replace("# DD_DELEGATED_TOKEN: github", "DD_DELEGATED_TOKEN: github");
    expect(actionlint(keyless)).toEqual({ status: 0, stdout: "" });
    const { permissions, jobs } = parse(keyless) as Workflow;
    expect(permissions["id-token"]).toBe("write");
    expect(Object.values(jobs).map(({ env }) => env["DD_DELEGATED_TOKEN"])).toEqual(["github"]);
  },
);
