import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { runInNewContext } from "node:vm";
import { startSimulator, type Simulator } from "datadog-token-simulator";
import { parseTokens } from "../../simulator/command-line/tokens-file";

const folder = resolve(__dirname, "../../simulator");

let readme: string;
beforeAll(async () => {
  readme = await readFile(resolve(folder, "README.md"), "utf8");
});

/** The first fenced block of a language. */
const block = (language: string) => new RegExp("```" + language + "\n([^]*?)```").exec(readme)?.[1] ?? "";

test("the tokens file of the README is one", async () => {
  const tokens = parseTokens(block("json"), "README.md");
  const datadog = await startSimulator({ tokens });
  await datadog.close();
  expect(datadog.tokens.list().map(({ name }) => name)).toEqual([
    "ci-metrics",
    "old-laptop",
    "cron",
    "revoked-last-week",
  ]);
});

test("every option of the command line is in the README, and no other", async () => {
  const source = await readFile(resolve(folder, "cli.ts"), "utf8");
  const defined = [...source.matchAll(/\.option\(\s*"(--[a-z-]+)/g)].map(([, option]) => option);
  const table = readme.split("\n").filter((line) => line.startsWith("| `--"));
  const documented = table.flatMap((row) => row.split("|")[1]?.match(/--[a-z-]+/g) ?? []);
  expect(defined.length).toBeGreaterThan(8);
  expect(documented.sort()).toEqual(defined.sort());
});

test("the README's credentials with permissions are accepted, and tell the organisation and the user", async () => {
  const [, program = ""] = [...readme.matchAll(/```ts\n([^]*?)```/g)].map(([, text]) => text);
  const datadog = (await runInNewContext(`(async () => {${program}; return datadog;})()`, {
    startSimulator,
  })) as Simulator;
  try {
    const headers = { authorization: "Bearer revoker" };
    const response = await fetch(`${datadog.url}/api/v2/current_user`, { headers });
    expect(await response.json()).toMatchObject({
      data: {
        id: "48e5159f-e308-11ef-bcfc-2666505bfd8f",
        relationships: { org: { data: { id: datadog.organization } } },
      },
    });
    expect(datadog.organization).toBe("4dee724d-00cc-11ea-a77b-570c9d03c6c5");
  } finally {
    await datadog.close();
  }
});

test("the README's program for a test runs as it is", async () => {
  const printed: unknown[] = [];
  const console = { log: (value: unknown) => printed.push(value) };
  const program = block("ts").replace(/^import .*$/m, "");
  const running: unknown = runInNewContext(`(async () => {${program}})()`, { startSimulator, console });
  await running;
  expect(printed).toEqual([true, 0, []]);
});
