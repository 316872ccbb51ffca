import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
import { FakeSites, realSecret, stillClock, type FakeSite } from "../../../support/locate/datadog-sites";
import { runGitops } from "../../../support/pipelines/gitops-run";

const idOf = (index: number) => `00000000-0000-4000-8000-0000000000${String(index).padStart(2, "0")}`;
const portionOf = (index: number) => `ddpat_${aliasFromTokenId(idOf(index))}`;
const textOf = (index: number) => `${portionOf(index)}_${realSecret}`;
const madeUp = (index: number) => `${portionOf(index)}_${"x".repeat(36)}`;

let folder: string;
let list: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gitops-"));
  list = join(folder, "revocations.yaml");
  await writeFile(list, "revocations: []\n");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function declare(
  report: string,
  options: string[],
  {
    sites,
    exported,
    environment,
  }: { sites: Record<string, FakeSite>; exported?: object; environment?: Record<string, string> },
) {
  const file = join(folder, "report.log");
  await writeFile(file, report);
  const fake = new FakeSites(sites);
  const answers = exported === undefined ? {} : { "pulumi stack": [{ stdout: JSON.stringify(exported) }] };
  const end = await runGitops(["declare", file, "--list", list, ...options], answers, environment, {
    send: fake.send,
    clock: stillClock(),
  });
  const written = await readFile(list, "utf8");
  // The secret parts that were read went to Datadog, and nowhere else.
  for (const secret of [realSecret, "x".repeat(36)]) {
    expect(end.printed + end.warned + written).not.toContain(secret);
  }
  const declared = [...written.matchAll(/token: (\S+)/g)].map(([, portion]) => portion);
  return { ...end, written, declared, asked: fake.asked };
}

test("--locate writes the site on which a token lives, and those that live come first", async () => {
  const { status, written, printed } = await declare(
    `${madeUp(1)}\n${textOf(2)}\n${portionOf(3)}\n`,
    ["--locate"],
    {
      sites: { "datadoghq.eu": { live: [textOf(2)] } },
    },
  );
  expect(status).toBe(0);
  expect(written).toMatch(
    new RegExp(
      `token: ${portionOf(2)}\\n {4}site: datadoghq.eu\\n[^]*token: ${portionOf(1)}\\n {4}reason[^]*token: ${portionOf(3)}\\n`,
    ),
  );
  expect(printed).toContain(`${portionOf(2)} (${idOf(2)}): live on datadoghq.eu`);
  expect(printed).toContain(`${portionOf(1)} (${idOf(1)}): not accepted on any site`);
  expect(printed).toContain(`${portionOf(3)} (${idOf(3)}): no whole text of it is here`);
});

test("--account is written in place of the site, since an account has its own", async () => {
  const { written } = await declare(textOf(1), ["--live-only", "--account", "any"], {
    sites: { "datadoghq.eu": { live: [textOf(1)] } },
  });
  expect(written).toMatch(new RegExp(`token: ${portionOf(1)}\\n {4}account: any\\n {4}reason`));
  expect(written).not.toContain("site:");
});

test("without --locate nobody is asked", async () => {
  const { asked } = await declare(textOf(1), [], { sites: {} });
  expect(asked).toEqual([]);
});

test("--site asks this site only", async () => {
  const { asked } = await declare(textOf(1), ["--locate", "--site", "app.datadoghq.eu"], { sites: {} });
  expect(asked).toEqual(["api.datadoghq.eu /api/v2/validate_keys"]);
});
