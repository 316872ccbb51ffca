import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseTokens, readTokensFile } from "../../../../simulator/command-line/tokens-file";

test("a file of tokens is a JSON array of tokens", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tokens-file-"));
  try {
    const path = join(folder, "tokens.json");
    await writeFile(path, '[{ "name": "deploy", "expiresAt": null }, {}]');
    expect(await readTokensFile(path)).toEqual([{ name: "deploy", expiresAt: null }, {}]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("a file that can't be read is named", async () => {
  await expect(readTokensFile("no-such-folder/tokens.json")).rejects.toHaveProperty(
    "message",
    "The tokens file no-such-folder/tokens.json can't be read (ENOENT).",
  );
});

test.each([["{}"], ["null"], ['"[]"'], ["not JSON"], [""]])("%j is no array of tokens", (text) => {
  expect(() => parseTokens(text, "t.json")).toThrow(
    new Error("The tokens file t.json must be a JSON array of tokens."),
  );
});

test("the first ill-formed token is named by its place", () => {
  expect(() => parseTokens('[{}, { "name": 1 }, { "scopes": 1 }]', "t.json")).toThrow(
    new Error('The tokens file t.json, token 2 of 3: "name" must be a non-empty text.'),
  );
});

test.each([
  ["in a field of its own", (secret: string) => `[{"text": "${secret}"}]`],
  ["in place of an id", (secret: string) => `[{"tokenId": "${secret}"}]`],
  ["in broken JSON", (secret: string) => `[{"name": "${secret}`],
])("a token's text %s is not repeated", (_where, fileWith) => {
  const secret = `ddpat_1dm1op4lL89nV8pt94Tdk8_${"s".repeat(36)}`;
  expect(() => parseTokens(fileWith(secret), "t.json")).toThrow(/^(?!.*ddpat_)/s);
});
