import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";

jest.setTimeout(180_000);

const [leaked = "", withheld = "", before = ""] = [0, 1, 2].map(
  (index) => `00000000-0000-4000-8000-00000000000${index}`,
);

let incident: RecordIncident;
beforeEach(async () => {
  incident = await startRecordIncident({
    tokens: [leaked, withheld, before].map((tokenId) => ({ tokenId, name: `name-of-${tokenId}` })),
  });
});
afterEach(() => incident.end());

const up = (settings: Record<string, string>) =>
  incident.stack.gitops(["up", "--skip-preview", "--max-a-day", "50"], settings);

test.each([
  { what: "a token that is protected by its id", settings: () => ({ DD_PROTECTED_TOKENS: withheld }) },
  {
    what: "a token that is protected by its name",
    settings: () => ({ DD_PROTECTED_TOKENS: `name:name-of-${withheld}` }),
  },
  {
    what: "the run's own token, which the settings keep",
    settings: () => ({
      DD_API_KEY: "",
      DD_APP_KEY: "",
      DD_BEARER_TOKEN: incident.text(withheld),
      DD_SELF_REVOCATION: "refuse",
    }),
  },
])(
  "$what does not keep the other leaks of an incident alive: it is taken out, and named",
  async ({ settings }) => {
    const { stack } = incident;
    await stack.program('new List("list", { file: "revocations.yaml" });');
    await stack.list([`tokenId: ${before}`]);
    expect(await up({})).toMatchObject({ exitCode: 0 });
    await stack.list([before, withheld, leaked].map((tokenId) => `tokenId: ${tokenId}`));
    const run = await up(settings());
    expect(run.exitCode).toBe(4);
    expect(run.printed).toContain(`protected, or what this run works with, as was said above: ${withheld}.`);
    expect(incident.isAlive(leaked, withheld)).toEqual([false, true]);
    expect(await readFile(join(stack.folder, "revocations.yaml"), "utf8")).not.toContain(withheld);
    expect(Object.keys(await stack.records()).sort()).toEqual([leaked, before]);
  },
);

test("a token that an earlier run could not revoke comes first under the limit of a day, and what is said to be left out lives", async () => {
  const { stack, datadog } = incident;
  await stack.program('new List("list", { file: "revocations.yaml" });');
  datadog.faults.answer({ method: "DELETE", tokenId: withheld }, [403], Infinity);
  await stack.list([before, withheld].map((tokenId) => `tokenId: ${tokenId}`));
  expect(await up({})).toMatchObject({ exitCode: 1 });
  datadog.faults.clear();
  await stack.list([before, leaked, withheld].map((tokenId) => `tokenId: ${tokenId}`));
  const run = await stack.gitops(["up", "--skip-preview", "--max-a-day", "2"]);
  expect(run.printed).toContain(`of which the stack's record has 1 already: ${leaked}.`);
  expect(run.exitCode).toBe(4);
  expect(incident.isAlive(before, withheld, leaked)).toEqual([false, false, true]);
});

test("a token whose protection only the look before the DELETE shows is named, too, leaves the record, and can be taken out of the list for good", async () => {
  const { stack } = incident;
  await stack.program('new List("list", { file: "revocations.yaml" });');
  await stack.list([before, withheld, leaked].map((tokenId) => `tokenId: ${tokenId}`));
  const settings = { DD_PROTECTED_TOKENS: `name:name-of-${withheld}`, DD_DESCRIBE: "false" };
  const run = await up(settings);
  expect(run.exitCode).toBe(4);
  expect(run.printed).toContain(`protected, or what this run works with, as was said above: ${withheld}.`);
  expect(incident.isAlive(before, withheld, leaked)).toEqual([false, true, false]);
  expect(Object.keys(await stack.records()).sort()).toEqual([leaked, before].sort());
  expect(await stack.destroy(settings)).toMatchObject({ exitCode: 0 });
  expect(incident.isAlive(withheld)).toEqual([true]);
});
