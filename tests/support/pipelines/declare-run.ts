import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { aliasFromTokenId } from "../../../provider/datadog/token/token-id";
import { FakeSites, realSecret, stillClock, type FakeSite } from "../locate/datadog-sites";
import { runGitops } from "./gitops-run";

/** The id of a made-up token. */
export const idOf = (index: number) => `00000000-0000-4000-8000-0000000000${String(index).padStart(2, "0")}`;
export const portionOf = (index: number) => `ddpat_${aliasFromTokenId(idOf(index))}`;
/** The whole text of a token that a site may accept. */
export const textOf = (index: number) => `${portionOf(index)}_${realSecret}`;
/** A text that anybody can write who knows the public portion. */
export const madeUp = (index: number) => `${portionOf(index)}_${"x".repeat(36)}`;

let folder: string;
let list: string;

/** A list for each test of the file that declares. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "gitops-"));
  list = join(folder, "revocations.yaml");
  await writeFile(list, "revocations: []\n");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Replaces the list that `declare` adds to. */
export function writeList(text: string): Promise<void> {
  return writeFile(list, text);
}

/** The path of a file in the list's folder. */
export function besideList(name: string): string {
  return join(folder, name);
}

/**
 * Runs `declare` on a report, with sites that accept what the test says; fails if a secret part is in what was printed or
 * written.
 */
export async function declare(
  report: string,
  options: string[],
  {
    sites,
    exported,
    configuration,
    environment,
  }: {
    sites: Record<string, FakeSite>;
    exported?: object;
    /** The stack's configuration, as `pulumi config --json` tells it. */
    configuration?: object;
    environment?: Record<string, string>;
  },
) {
  const file = join(folder, "report.log");
  await writeFile(file, report);
  const fake = new FakeSites(sites);
  const told = (answer: object | undefined) =>
    answer === undefined ? [] : [{ stdout: JSON.stringify(answer) }];
  const answers = { "pulumi stack": told(exported), "pulumi config": told(configuration) };
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
