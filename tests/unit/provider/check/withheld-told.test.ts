import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
import { recordsIn, type BatchState } from "../../../../provider/schema/batch-state";
import { withheldVariable } from "../../../../provider/schema/counted-record";
import { entriesOf, idsOf } from "../../../support/lifecycle/batch-under-test";
import { datadogErrors } from "../../../support/lifecycle/datadog-errors";
import { InMemoryDatadog } from "../../../support/lifecycle/in-memory-datadog";
import { providerUnderTest } from "../../../support/lifecycle/provider-under-test";

const [withheld = "", other = ""] = idsOf(2);
const keys = { DD_API_KEY: "key", DD_APP_KEY: "app-key" };
const bearer = { DD_BEARER_TOKEN: `ddpat_${aliasFromTokenId(withheld)}_${"x".repeat(36)}` };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "withheld-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  { what: "protected by its id", settings: { ...keys, DD_PROTECTED_TOKENS: withheld } },
  { what: "protected by its name", settings: { ...keys, DD_PROTECTED_TOKENS: "name:break-glass" } },
  { what: "what the run works with", settings: { ...bearer, DD_SELF_REVOCATION: "refuse" } },
])("a list is told by a file which of its tokens is $what, and that one alone", async ({ settings }) => {
  const datadog = new InMemoryDatadog([other]);
  datadog.issue(withheld, { name: "break-glass" });
  const file = join(folder, "told");
  const environment = { ...settings, DD_SITE: "datadoghq.eu", [withheldVariable]: file };
  const { batches } = providerUnderTest(datadog, { environment });
  const { failures } = await batches.check({}, { revocations: entriesOf([withheld, other]) });
  expect(failures).toHaveLength(1);
  expect(readFileSync(file, "utf8")).toBe(`${withheld}\n`);
});

test.each([
  { how: "it is protected", isRead: true, told: `${withheld}\n`, recorded: [other] },
  {
    how: "it may be protected, which could not be looked up",
    isRead: false,
    told: "",
    recorded: [withheld, other],
  },
])(
  "of a new token that only the look before the DELETE shows, $how: the record says so, and the file",
  async ({ isRead, told, recorded }) => {
    const datadog = new InMemoryDatadog([other]);
    datadog.issue(withheld, { name: "break-glass" });
    const file = join(folder, "told");
    const settings = {
      DD_SITE: "datadoghq.eu",
      DD_DESCRIBE: "false",
      DD_PROTECTED_TOKENS: "name:break-glass",
    };
    const { batches } = providerUnderTest(datadog, {
      environment: { ...keys, ...settings, [withheldVariable]: file },
    });
    if (!isRead) {
      datadog.listRefusal = datadog.findRefusal = datadogErrors.gaveUp("look up");
    }
    const { inputs } = await batches.check({}, { revocations: entriesOf([withheld, other]) });
    const failed: unknown = await batches.create(inputs as never).catch((error: unknown) => error);
    const { properties } = failed as { properties: BatchState };
    expect(
      recordsIn(properties)
        .map(({ tokenId }) => tokenId)
        .sort(),
    ).toEqual([...recorded].sort());
    expect(existsSync(file) ? readFileSync(file, "utf8") : "").toBe(told);
    expect([withheld, other].map((tokenId) => datadog.isAlive(tokenId))).toEqual([true, !isRead]);
  },
);

test("a token that an earlier run has armed keeps its record while it is protected", async () => {
  const datadog = new InMemoryDatadog();
  datadog.issue(withheld, { name: "break-glass" });
  const environment = { ...keys, DD_SITE: "datadoghq.eu", DD_DESCRIBE: "false" };
  const revocations = entriesOf([withheld]);
  const before = providerUnderTest(datadog, { environment }).batches;
  const armed = await before.check({}, { revocations, revokeOn: "delete" });
  const { outs } = await before.create(armed.inputs as never);
  const { batches } = providerUnderTest(datadog, {
    environment: { ...environment, DD_PROTECTED_TOKENS: "name:break-glass" },
  });
  const { inputs } = await batches.check(armed.inputs as never, { revocations });
  const failed: unknown = await batches
    .update("batch", outs as never, inputs as never)
    .catch((error: unknown) => error);
  const { properties } = failed as { properties: BatchState };
  expect(recordsIn(properties)).toEqual([expect.objectContaining({ tokenId: withheld, status: "armed" })]);
  expect(datadog.isAlive(withheld)).toBe(true);
});

test("where nothing is withheld no file is written", async () => {
  const file = join(folder, "told");
  const environment = { ...bearer, DD_SITE: "datadoghq.eu", [withheldVariable]: file };
  const { batches } = providerUnderTest(new InMemoryDatadog([withheld, other]), { environment });
  const { failures } = await batches.check({}, { revocations: entriesOf([withheld, other]) });
  expect(failures).toEqual([]);
  expect(() => readFileSync(file)).toThrow("ENOENT");
});
