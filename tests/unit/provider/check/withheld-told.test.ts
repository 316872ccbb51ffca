import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
import { withheldVariable } from "../../../../provider/schema/counted-record";
import { entriesOf, idsOf } from "../../../support/lifecycle/batch-under-test";
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

test("where nothing is withheld no file is written", async () => {
  const file = join(folder, "told");
  const environment = { ...bearer, DD_SITE: "datadoghq.eu", [withheldVariable]: file };
  const { batches } = providerUnderTest(new InMemoryDatadog([withheld, other]), { environment });
  const { failures } = await batches.check({}, { revocations: entriesOf([withheld, other]) });
  expect(failures).toEqual([]);
  expect(() => readFileSync(file)).toThrow("ENOENT");
});
