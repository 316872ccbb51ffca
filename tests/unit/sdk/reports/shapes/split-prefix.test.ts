import { redactTokenText } from "../../../../../provider/datadog/token/redact";
import { leakOf } from "../../../../fixtures/reports/leak";
import { readText } from "../../../../fixtures/reports/read-text";

const leak = leakOf();
const other = leakOf({ kind: "service", tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2" });
const { text, secret, publicPortion } = leak;
const alias = publicPortion.slice("ddpat_".length);

async function messageOf(report: string): Promise<string> {
  const outcome: unknown = await readText(report).catch((error: unknown) => error);
  expect(outcome).toMatchObject({ holdsNoToken: false });
  return outcome instanceof Error ? outcome.message : "";
}

const record = (log: string) =>
  JSON.stringify({ log, stream: "stdout", time: "2026-11-29T03:00:00.123456789Z" });
const taggedRecord = (log: string) =>
  JSON.stringify({
    log,
    stream: "stderr",
    attrs: { "com.docker.compose.project": "shop", tag: "api" },
    time: "2026-11-29T03:00:00Z",
  });

describe.each([2, 3, 4, 5, 6, 9])(
  "a container's log that is cut behind %i characters of a token",
  (length) => {
    test.each([
      ["with Docker's own fields", record],
      ["with a container's labels", taggedRecord],
    ])("says that one is there, %s, and shows nothing of it", async (_, line) => {
      const log = `${line(`${"x".repeat(16_000)} ${text.slice(0, length)}`)}\n${line(`${text.slice(length)}\n`)}\n`;
      const message = await messageOf(log);
      expect(message).toContain("report:1");
      expect(message).not.toContain(secret.slice(0, 12));
      const { tokens, untold } = await readText(`${log}${line(`${other.text}\n`)}\n`);
      expect(tokens).toMatchObject([{ tokenId: other.tokenId, place: { line: 3 } }]);
      expect(untold).toMatchObject([{ place: { line: 1 } }]);
    });
  },
);

describe.each([1, 2, 3, 4, 5, 6])("a prefix that is cut behind %i characters", (length) => {
  const [one, two] = [text.slice(0, length), text.slice(length)];
  const lines = (...all: string[]) => `${all.join("\n")}\n`;

  test.each([
    ["JavaScript", `const t = "${one}" + "${two}";`],
    ["JavaScript, in a template", `const t = \`${one}\${""}${two}\`;`],
    ["PHP", `$t = '${one}' . '${two}';`],
    ["C", `char *t = "${one}" "${two}";`],
    ["Python", `t = "${one}" \\\n    "${two}"`],
    ["Terraform", `t = join("", ["${one}", "${two}"])`],
    ["Visual Basic", `t = "${one}" & _\n    "${two}"`],
    ["a shell", `export T=${one}'${two}'`],
    ["a shell, in two lines", `export T=${one}\\\n${two}`],
    ["YAML, folded", `t: >-\n  ${one}\n  ${two}\nu: 1`],
  ])("in a program in %s is said or found, and none of it shown", async (_, program) => {
    await expectTold(`${program}\n`);
  });

  test.each([
    ["by a blank", `the token ${one} ${two} leaked`],
    ["by a column's end", lines("x".repeat(64 - length) + one, two)],
    ["by the lines of a mail", lines(`AB> it is ${one}`, `AB> ${two}`)],
    ["by the numbers of lines", lines(`  12  ${one}`, `  13  ${two}`)],
    ["by elements of HTML", `<td>${one}</td><td>${two}</td>`],
    ["by the lines of a patch", lines(`+T=${one}`, `+${two}`)],
    [
      "by the records of a log in JSON",
      lines(
        JSON.stringify({ ts: 1, message: `it is ${one}`, level: "info" }),
        JSON.stringify({ ts: 2, level: "info", message: two }),
      ),
    ],
    ["by the texts of a list", JSON.stringify({ file: "a.js", line: 3, lines: [one, two] })],
  ])("%s is said or found", async (_, report) => {
    await expectTold(report);
  });
});

async function expectTold(report: string): Promise<void> {
  const outcome: unknown = await readText(report).catch((error: unknown) => error);
  expect(outcome).toMatchObject(
    outcome instanceof Error ? { holdsNoToken: false } : { tokens: [{ tokenId: leak.tokenId }] },
  );
  expect(outcome instanceof Error ? outcome.message : JSON.stringify(outcome)).not.toContain(
    secret.slice(0, 12),
  );
  expect(redactTokenText(report)).not.toContain(secret);
}

test("a cut prefix is said beside a whole token, and is no other vendor's", async () => {
  const { tokens, untold } = await readText(`A=${other.text}\nB = "d" + "dpat_${alias}_${secret}"\n`);
  expect(tokens).toMatchObject([{ tokenId: other.tokenId }]);
  expect(untold).toMatchObject([{ place: { line: 2 }, reason: "damaged" }]);
  for (const text of [
    `github_pat_${alias}_${secret}`,
    `start_${alias}_${secret}`,
    `pat_${alias}`,
    `t_${alias.toLowerCase()}_${secret}`,
  ]) {
    await expect(readText(`x ${text}\n`)).rejects.toMatchObject({ holdsNoToken: true });
  }
});

test("a container's log whose records end like a prefix and begin like its rest is in order", async () => {
  await expect(readText(`${record("to add")}\n${record("path_of it\n")}\n`)).rejects.toMatchObject({
    holdsNoToken: true,
  });
});

test.each([
  ["JavaScript", `const t = "dd" + "pat_${alias}_${secret}";`],
  ["JavaScript, in three pieces", `const t = 'ddp' + 'at_' + '${alias}_${secret}';`],
  ["JavaScript, in two lines", `const t =\n  "ddpa" +\n  "t_${alias}_${secret}";`],
  ["PHP", `$t = 'dd' . 'pat_' . '${alias}' . '_${secret}';`],
  ["Lua", `t = "ddpat" .. "_${alias}_${secret}"`],
  ["SQL", `SELECT 'ddpat_' || '${alias}_${secret}';`],
  ["Visual Basic", `t = "dd" & "pat_${alias}_${secret}"`],
  ["JSON", JSON.stringify({ file: "a.js", line: 3, match: `t = "dd" + "pat_${alias}_${secret}"` })],
])(
  "a token that a program in %s puts together from its prefix on is said, and none of it shown",
  async (_, program) => {
    expect(await messageOf(`${program}\n`)).not.toContain(secret.slice(0, 12));
    expect(redactTokenText(program)).not.toContain(secret);
  },
);

test.each([`"add" + "path_${alias}"`, `x = "dd" + "pat_"`, `"yyyy-MM-dd'T'HH:mm"`])(
  "%s is no token",
  async (program) => {
    await expect(readText(`${program}\n`)).rejects.toMatchObject({ holdsNoToken: true });
  },
);
