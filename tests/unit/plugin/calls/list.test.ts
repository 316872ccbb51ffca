import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import { pluginUnderTest } from "./support";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plugin-list-"));
});
afterEach(() => rm(folder, { recursive: true }));

const listWith = async (lines: string): Promise<{ file: string }> => {
  const file = join(folder, "revocations.yaml");
  await writeFile(file, `revocations:\n${lines}`);
  return { file };
};

test("a list's file and its text declare the same", async () => {
  const { check } = pluginUnderTest([tokenId]);
  const byFile = await check("list", await listWith(`- tokenId: ${tokenId}\n  ticket: SEC-1\n`));
  const byText = await check("list", { text: `revocations:\n- tokenId: ${tokenId}\n  ticket: SEC-1\n` });
  const { file, ...rest } = byFile.inputs.values;
  expect(file).toBe("revocations.yaml");
  expect(byText.inputs.values).toEqual(rest);
  expect(rest).toMatchObject({ revocations: { [tokenId]: { ticket: "SEC-1" } }, evidence: true });
});

test("what stands in a secret text is secret", async () => {
  const { check } = pluginUnderTest([tokenId]);
  const text = `revocations:\n- tokenId: ${tokenId}\n  reason: the customer\n`;
  const { inputs } = await check("list", { text }, new Set(["text"]));
  expect(inputs.secrets).toEqual(new Set(["revocations"]));
});

test.each([
  ["neither text nor file", {}],
  ["a text that is none", { text: 3, file: "revocations.yaml" }],
  ["a file without a name beside a text", { text: "revocations: []", file: "" }],
  ["a file that is none beside a text", { text: "revocations: []", file: 3 }],
])("%s is an error that says what is required", async (_, news) => {
  const { failures } = await pluginUnderTest().check("list", news);
  expect(failures).toEqual([["", expect.stringContaining("file or text: one of the two is required")]]);
});

test("a text is refused by its size, as a file is", async () => {
  const { failures } = await pluginUnderTest().check("list", { text: `# ${"x".repeat(33 * 2 ** 20)}` });
  expect(failures).toEqual([["", expect.stringContaining("text is too large (34 MiB)")]]);
});

test("a report that can't be read stops nothing else, and fails the list at its end, in every run", async () => {
  const { check, create, diff, update, datadog, warnings } = pluginUnderTest([tokenId]);
  await writeFile(join(folder, "scan.json"), "[]");
  const list = await listWith(`- tokenId: ${tokenId}\n- reports: scan.json\n`);
  const { inputs, failures } = await check("list", list);
  expect(failures).toEqual([]);
  expect(warnings).toEqual([expect.stringContaining("scan.json")]);
  const failed = (await create("list", inputs).catch((error: unknown) => error)) as Error & {
    id: string;
    properties: Record<string, unknown>;
    reasons: string[];
  };
  expect(failed.reasons).toEqual([expect.stringContaining("Not all of the list could be told")]);
  expect(failed.properties).toMatchObject({ revokedCount: 1 });
  expect(datadog.isAlive(tokenId)).toBe(false);

  datadog.forgetCalls();
  const again = await check("list", list, undefined, inputs.values);
  const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;
  const compared = await diff("list", failed.id, failed.properties, again.inputs.values);
  expect(compared.getChanges()).toBe(DIFF_SOME);
  await expect(update("list", failed.id, failed.properties, again.inputs.values)).rejects.toThrow(
    "Not all of the list could be told",
  );
  expect(datadog.asked).toEqual([]);

  const mended = await check("list", await listWith(`- tokenId: ${tokenId}\n`), undefined, inputs.values);
  expect((await diff("list", failed.id, failed.properties, mended.inputs.values)).getChanges()).toBe(
    DIFF_NONE,
  );
});
