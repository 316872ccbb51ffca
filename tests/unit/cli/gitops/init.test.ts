import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runGitops } from "../../../support/pipelines/gitops-run";

let root: string;
beforeEach(async () => (root = await realpath(await mkdtemp(join(tmpdir(), "monorepo-")))));
afterEach(() => rm(root, { recursive: true, force: true }));

test.each([
  ["a folder of a repository", (git: string) => mkdir(git)],
  ["a folder of a work tree, whose .git is a file", (git: string) => writeFile(git, "gitdir: /elsewhere\n")],
])("nothing is written into %s, where no workflow would ever run", async (_, make) => {
  await make(join(root, ".git"));
  const folder = join(root, "services", "revocations");
  await mkdir(folder, { recursive: true });
  for (const platform of ["github", "gitlab"]) {
    const { status, warned } = await runGitops(["init", platform, "--dir", folder]);
    expect(status).toBe(1);
    expect(warned).toContain(
      `Nothing was written: ${folder} is a folder of the repository ${root}, and the workflows`,
    );
    expect(warned).toContain("run git init in that folder first, or write into another one (--dir).");
  }
  expect(await readdir(folder)).toEqual([]);
});
