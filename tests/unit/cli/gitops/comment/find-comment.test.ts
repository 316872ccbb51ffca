import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runGitops as run } from "../../../../support/pipelines/gitops-run";

const mark = "<!-- datadog-token-gitops -->";
let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), "gitops-"))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function find(comments: unknown, ...options: string[]) {
  const file = join(folder, "comments.json");
  await writeFile(file, JSON.stringify(comments));
  return run(["find-comment", file, ...options]);
}

const github = (id: number, login: string, body = `${mark}\n### ✓`) => ({ id, body, user: { login } });
const gitlab = (id: number, username: string) => ({ id, body: `${mark}\n`, author: { username } });

test.each<[string, unknown, string[], string]>([
  ["GitHub's, page by page", [[github(1, "bot")], [github(2, "bot")]], ["--author", "bot"], "2\n"],
  ["GitLab's notes", [gitlab(3, "project_1_bot"), gitlab(4, "ann")], ["--author", "project_1_bot"], "3\n"],
  ["whoever's", [github(5, "ann"), github(6, "bob")], [], "6\n"],
  ["none with the mark", [github(7, "bot", `quoting ${mark}`)], ["--author", "bot"], ""],
  ["none at all", [], [], ""],
])(
  "the comment of an earlier run is found by its mark and its author: %s",
  async (_, comments, options, id) => {
    expect(await find(comments, ...options)).toMatchObject({ status: 0, printed: id });
  },
);

test("what is no list of comments is refused", async () => {
  const { status, warned } = await find({ message: "Not Found" });
  expect(status).toBe(1);
  expect(warned).toContain(
    "comments.json is no list of comments: ask for them with gh api --paginate --slurp.",
  );
});
