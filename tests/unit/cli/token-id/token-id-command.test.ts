import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { tokenIdCommand } from "../../../../cli/token-id/token-id-command";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const token = "ddpat_1dm1op4lL89nV8pt94Tdk8";
const secret = "a1B2".repeat(9);
const otherId = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const other = "ddpat_2ySDERb6wx1YqV1udJl61q";
const serviceToken = "ddsat_3dJZ2IClhMOwsx0xC01NBK";

let folder: string;

beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), "datadog-token-id-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(args: string[], input = "") {
  let printed = "";
  let warned = "";
  const exitStatus = await tokenIdCommand(args, {
    stdin: Readable.from([Buffer.from(input)]),
    isInteractive: false,
    print: (text) => (printed += text),
    warn: (text) => (warned += text),
    version: "1.2.3",
  });
  expect(printed + warned).not.toContain(secret);
  return { exitStatus, printed, warned };
}

async function fileOf(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

test("from standard input come the ids, each once, in the order of the text", async () => {
  const input = `${other}_${secret}\n${token}_${secret} and again ${other}\n`;
  expect(await run([], input)).toEqual({ exitStatus: 0, printed: `${otherId}\n${tokenId}\n`, warned: "" });
  expect(await run(["-"], input)).toMatchObject({ printed: `${otherId}\n${tokenId}\n` });
});

test("several files are one answer", async () => {
  const one = await fileOf("one.log", `${token}_${secret}\n`);
  const two = await fileOf("two.log", `\n${token}_${secret}\n${other}_***\n`);
  expect(await run([one, two])).toEqual({ exitStatus: 0, printed: `${tokenId}\n${otherId}\n`, warned: "" });
});

test("--json says what each token is and where it was found", async () => {
  const file = await fileOf("ci.log", `first\n${token}_${secret}\n${serviceToken}\n${token}\n`);
  const { exitStatus, printed, warned } = await run(["--json", file]);
  expect({ exitStatus, warned }).toEqual({ exitStatus: 0, warned: "" });
  expect(JSON.parse(printed)).toEqual([
    {
      tokenId,
      kind: "personal",
      publicPortion: token,
      places: [
        { file, line: 2 },
        { file, line: 4 },
      ],
    },
    {
      tokenId: "7767e407-9c67-4ede-902e-c4b1f3782352",
      kind: "service",
      publicPortion: serviceToken,
      places: [{ file, line: 3 }],
    },
  ]);
});

test("the ids of both kinds are printed", async () => {
  const { exitStatus, printed, warned } = await run([], `${token}\n${serviceToken}_${secret}\n`);
  const serviceId = "7767e407-9c67-4ede-902e-c4b1f3782352";
  expect({ exitStatus, printed, warned }).toEqual({
    exitStatus: 0,
    printed: `${tokenId}\n${serviceId}\n`,
    warned: "",
  });
  expect(await run([], serviceToken)).toMatchObject({ exitStatus: 0, printed: `${serviceId}\n` });
});

test("a token as an argument is accepted, with a warning about the shell's history", async () => {
  const { exitStatus, printed, warned } = await run([`${token}_${secret}`]);
  expect({ exitStatus, printed }).toEqual({ exitStatus: 0, printed: `${tokenId}\n` });
  expect(warned).toContain("stands in the shell's history");
  expect(await run([token])).toEqual({ exitStatus: 0, printed: `${tokenId}\n`, warned: "" });
});

test("an argument that is nearly a token is an error that doesn't show it", async () => {
  const { exitStatus, printed, warned } = await run([`${token}0_${secret}`]);
  expect({ exitStatus, printed }).toEqual({ exitStatus: 1, printed: "" });
  expect(warned).toContain("this is no Datadog access token");
});

test("a file that can't be read is an error, and the others are read all the same", async () => {
  const file = await fileOf("good.log", token);
  const { exitStatus, printed, warned } = await run([join(folder, "missing.json"), file]);
  expect({ exitStatus, printed }).toEqual({ exitStatus: 1, printed: `${tokenId}\n` });
  expect(warned).toContain("missing.json: ");
});

test("a text without a token is an error, never silence", async () => {
  const { exitStatus, printed, warned } = await run([], "nothing to see\n");
  expect({ exitStatus, printed }).toEqual({ exitStatus: 1, printed: "" });
  expect(warned).toContain("standard input");
});

test("findings that are redacted beyond recognition are named", async () => {
  const findings = [token, "ddpat_REDACTED"].map((Secret, index) => ({
    RuleID: "datadog-personal-access-token",
    Description: "",
    StartLine: index + 1,
    Match: Secret,
    Secret: index === 0 ? Secret : "REDACTED",
    File: "app.env",
    Commit: "",
  }));
  const file = await fileOf("gitleaks.json", JSON.stringify(findings));
  const { exitStatus, printed, warned } = await run([file]);
  expect({ exitStatus, printed }).toEqual({ exitStatus: 1, printed: `${tokenId}\n` });
  expect(warned).toContain(
    "can't be told, and will not be revoked, since the report does not show it: app.env:2",
  );
});

test.each([["--nonsense"], ["--json=5"]])("%s is a wrong option", async (option) => {
  const { exitStatus, warned } = await run([option]);
  expect(exitStatus).toBe(2);
  expect(warned).toContain("See datadog-token-id --help.");
});

test("--help and --version read nothing", async () => {
  expect((await run(["--help"])).printed).toContain("Usage: datadog-token-id");
  expect(await run(["--version"])).toEqual({ exitStatus: 0, printed: "1.2.3\n", warned: "" });
});

test("--source looks a masked finding up at its line, in the folder and in a commit", async () => {
  await fileOf("app.py", `# one\nT = "${token}_${secret}"\n`);
  const finding = {
    RuleID: "datadog-personal-access-token",
    Secret: "REDACTED",
    File: "app.py",
    StartLine: 2,
  };
  const report = await fileOf("masked.json", JSON.stringify([finding]));
  expect((await run([report])).exitStatus).toBe(1);
  expect(await run(["--source", folder, report])).toEqual({
    exitStatus: 0,
    printed: `${tokenId}\n`,
    warned: "",
  });
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", folder, "-c", "user.name=x", "-c", "user.email=x@example.com", ...args], {
      encoding: "utf8",
    }).trim();
  git("init", "-q");
  git("add", "app.py");
  git("commit", "-qm", "one");
  const commit = git("rev-parse", "HEAD");
  await fileOf("app.py", "# gone\n");
  const ofCommit = await fileOf("commit.json", JSON.stringify([{ ...finding, Commit: commit }]));
  expect((await run(["--source", folder, ofCommit])).printed).toBe(`${tokenId}\n`);
});

test("--source looks nothing up outside of its folder", async () => {
  const outside = await mkdtemp(join(tmpdir(), "outside-"));
  await writeFile(join(outside, "app.py"), `T = "${token}_${secret}"\n`);
  const file = `../${basename(outside)}/app.py`;
  const finding = { RuleID: "datadog-personal-access-token", Secret: "REDACTED", File: file, StartLine: 1 };
  const report = await fileOf("outside.json", JSON.stringify([finding]));
  expect(await run(["--source", folder, report])).toMatchObject({ exitStatus: 1, printed: "" });
  await rm(outside, { recursive: true });
});
