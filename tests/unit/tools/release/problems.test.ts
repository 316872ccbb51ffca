import { callTool } from "../tool-process";

const manifest = { name: "a-package", version: "1.2.3", repository: "github:acme/revocations" };
const release = {
  tag: "v1.2.3",
  repository: "acme/revocations",
  manifests: [manifest],
  changelog: "## 1.2.3\n\n- A feature.\n",
};

const problemsOf = async (changed: Partial<typeof release>) =>
  (await callTool("release/problems.mjs", "problemsOf", [{ ...release, ...changed }])).value;

test("nothing stands against a release whose tag, packages and changelog agree", async () => {
  expect(await problemsOf({})).toEqual([]);
});

test("a tag of another version than a package's is refused", async () => {
  expect(await problemsOf({ manifests: [manifest, { ...manifest, name: "other", version: "1.2.2" }] })).toEqual(
    ['other is of version 1.2.2, and the tag is v1.2.3. Set "version" to 1.2.3, or tag v1.2.2.'],
  );
});

test("a version that the changelog does not know is refused", async () => {
  expect(await problemsOf({ changelog: "## Unreleased\n\n- A feature.\n" })).toEqual([
    'CHANGELOG.md has nothing below a heading "## 1.2.3". Name what stands below "## Unreleased" so.',
  ]);
});

test.each([
  ["names another repository", { ...manifest, repository: "github:other/fork" }, "github:other/fork"],
  ["names no repository", { name: "a-package", version: "1.2.3" }, "no repository"],
])("a package that %s is refused, since its provenance would not be shown", async (_, own, named) => {
  expect(await problemsOf({ manifests: [own as typeof manifest] })).toEqual([
    `a-package names ${named}, and is released from github:acme/revocations. Set "repository" to that: npm shows a package's provenance only if both are the same, and Pulumi downloads the plugin from there.`,
  ]);
});
