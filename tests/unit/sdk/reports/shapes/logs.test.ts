import { leakOf } from "../../../../fixtures/reports/leak";
import { readText } from "../../../../fixtures/reports/read-text";

const { text, tokenId } = leakOf();

const logs: [string, (words: string) => string][] = [
  ["Maven", (words) => `[INFO] Scanning\n[INFO] ${words}\n[INFO] BUILD SUCCESS\n`],
  [
    "Jenkins",
    (words) =>
      `[2026-11-29T03:11:11.123Z] + make\n[2026-11-29T03:11:11.124Z] ${words}\n[2026-11-29T03:11:12Z] end\n`,
  ],
  [
    "a server",
    (words) =>
      `[2026-11-29 03:11:11,123] start\n[2026-11-29 03:11:11,124] ${words}\n[2026-11-29 03:11:12] end\n`,
  ],
  ["the kernel", (words) => `[    0.000000] Linux version\n[    1.234567] ${words}\n[    2.345678] end\n`],
  ["CMake", (words) => `[ 12%] Building\n[ 50%] ${words}\n[100%] Built\n`],
  ["Docker's build", (words) => `[1/3] FROM x\n[2/3] ${words}\n[3/3] RUN y\n`],
  ["a program that names itself in braces", (words) => `{app} start\n{app} ${words}\n{app} end\n`],
];

test.each(logs)("a log of %s is no JSON that ends too early", async (_, log) => {
  await expect(readText(log("x"))).rejects.toMatchObject({ holdsNoToken: true });
  const { tokens, problems } = await readText(log(`token ${text}`));
  expect(tokens).toMatchObject([{ tokenId, place: { file: "report", line: 2 } }]);
  expect(problems).toEqual([]);
});

test.each(["[1, 2", '[{"a": 1', '[[{"a"', '["a", ', "[true,", '{"a"', "[\n  {\n"])(
  "a beginning of JSON is said to end too early: %s",
  async (beginning) => {
    await expect(readText(beginning)).rejects.toMatchObject({ holdsNoToken: false });
  },
);
