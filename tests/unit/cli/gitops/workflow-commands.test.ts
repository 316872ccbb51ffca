import { runGitops as run } from "../../../support/pipelines/gitops-run";

const onGitHub = { GITHUB_ACTIONS: "true" };

test("GitHub's runner takes nothing that is printed for a command of its own", async () => {
  const { printed, warned } = await run(["preview"], {}, onGitHub);
  const [, word = ""] = /^::stop-commands::([0-9a-f-]{36})\n/.exec(warned) ?? [];
  expect(word).not.toBe("");
  expect(printed.endsWith(`::${word}::\n`)).toBe(true);
});

test("the word that ends it is another one each time, and comes after an error, too", async () => {
  const failing = () => run(["recover"], { "pulumi whoami": [new Error("::error::forged")] }, onGitHub);
  const [one, other] = [await failing(), await failing()];
  expect(one.warned).toMatch(/^::stop-commands::\S+\n::error::forged\n$/);
  expect(one.printed).toMatch(/^::\S+::\n$/);
  expect(one.printed).not.toBe(other.printed);
});

test.each([
  ["elsewhere", ["preview"], {}],
  ["where another program reads what is printed", ["proof", "alerts.json", "--alerts"], onGitHub],
])("%s nothing is said of it", async (_, args, environment) => {
  const { printed, warned } = await run(args, {}, environment);
  expect(`${printed}${warned}`).not.toContain("::");
});
