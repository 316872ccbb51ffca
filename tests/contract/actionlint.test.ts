import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../support/engine/example-copy";

const folders = [".github/workflows", "examples/gitops/github-actions/.github/workflows"];
const workflows = folders.flatMap((folder) =>
  readdirSync(join(checkoutFolder, folder)).map((file) => join(folder, file)),
);

/** The real actionlint. Its shellcheck part needs a shellcheck on PATH, and is off: what is there differs by machine. */
test.each(workflows)("actionlint has nothing to say of %s", (file) => {
  const { error, status, stdout } = spawnSync(
    "actionlint",
    ["-shellcheck=", "-pyflakes=", join(checkoutFolder, file)],
    { encoding: "utf8" },
  );
  if (error) {
    throw new Error("actionlint is missing. Run the tests with `npm test`, which builds it.", {
      cause: error,
    });
  }
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
});
