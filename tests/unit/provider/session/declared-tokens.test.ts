import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeclaredTokens, folderOfRun } from "../../../../provider/session/declared-tokens";
import type { RevocationKey } from "../../../../provider/schema/revocation-record";

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "declared-tokens-"));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

const key = "datadoghq.com 35ef7728-4761-41dd-8a7b-f1112a26f840";
const engine = "127.0.0.1:4010";
const folder = () => folderOfRun({ PULUMI_HOME: home }, engine);
const endedProcess = () => String(spawnSync(process.execPath, ["--version"]).pid);

test("a second provider process of the same engine knows what the first has declared", () => {
  new DeclaredTokens(folder()).add([key]);
  expect(new DeclaredTokens(folder()).has(key)).toBe(true);
  expect(new DeclaredTokens(folderOfRun({ PULUMI_HOME: home }, "127.0.0.1:4011")).has(key)).toBe(false);
});

test("what a process declared that has ended counts no more, and is removed by the next run", () => {
  const ended = folder() ?? "";
  mkdirSync(ended, { recursive: true });
  writeFileSync(join(ended, endedProcess()), `${key}\n`);
  expect(new DeclaredTokens(ended).has(key)).toBe(false);
  folder();
  expect(existsSync(ended)).toBe(false);
});

test("a home that can't be written to leaves each process with what it knows itself", () => {
  writeFileSync(join(home, "datadog-token-revocation"), "a file where a folder is to be");
  const declared = new DeclaredTokens(folder());
  declared.add([key]);
  expect(declared.has(key)).toBe(true);
  expect(new DeclaredTokens(folder()).has(key)).toBe(false);
});

test("what another process declares later is known, too, though its file was read before", () => {
  const [first, second] = [new DeclaredTokens(folder()), new DeclaredTokens(folder())];
  const later = "datadoghq.eu 61c07794-df2a-4403-a6ad-caa6bb70dae2";
  first.add([key]);
  expect(second.has(key)).toBe(true);
  expect(second.has(later)).toBe(false);
  first.add([later]);
  expect(second.has(later)).toBe(true);
});

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const eu = { tokenId, site: "datadoghq.eu" } as const;

test.each<[string, string, RevocationKey, boolean]>([
  ["under another name of its account", `security ${eu.site} ${tokenId}`, { ...eu, account: "prod" }, true],
  ["for a named account, after it had been the default's", `security ${eu.site} ${tokenId}`, eu, true],
  ["for any account", `any ${tokenId}`, { ...eu, account: "prod" }, true],
  [
    "for one account, and no account has shown it yet",
    `prod ${eu.site} ${tokenId}`,
    { ...eu, account: "any" },
    true,
  ],
  ["on another site", `prod datadoghq.com ${tokenId}`, { ...eu, account: "prod" }, false],
])("a token that is declared %s: its removal is told so", (_, declaredKey, removed, isDeclared) => {
  const [own, other] = [new DeclaredTokens(folder()), new DeclaredTokens(folder())];
  own.add([declaredKey]);
  expect([own.hasToken(removed), other.hasToken(removed)]).toEqual([isDeclared, isDeclared]);
  expect(own.hasToken({ ...removed, tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2" })).toBe(false);
});
