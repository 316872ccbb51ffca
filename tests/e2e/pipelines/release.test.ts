import { createHash } from "node:crypto";
import { ReleaseRepository } from "../../support/release/release-repository";

jest.setTimeout(240_000);

let repository: ReleaseRepository;

beforeAll(async () => {
  repository = await ReleaseRepository.create();
});
afterAll(() => repository.end());

const packages = ["datadog-token-simulator", "pulumi-datadog-token-revocation"];
const publishedAs = (tag: string) =>
  packages.map(
    (name) =>
      `publish ./released/${name}-0.1.0.tgz --provenance --access public --tag ${tag} --ignore-scripts`,
  );

test("a tag of main is tested, packed, published with provenance, and gets a page with all its files", async () => {
  const { succeeded, log } = await repository.release("v0.1.0");
  expect({ succeeded, log: succeeded ? "" : log }).toEqual({ succeeded: true, log: "" });
  expect(log).toContain("the tests ran");
  const calls = await repository.calls();
  expect(calls.slice(0, 2)).toEqual(publishedAs("latest"));
  expect(calls[2]).toMatch(/^gh release create v0\.1\.0 --repo acme\/revocations --verify-tag --latest /);
  const files = await repository.files();
  const notes = files.get("NOTES.md")?.toString() ?? "";
  expect(notes).toMatch(/^- `PersonalAccessTokenRevocation`: revokes/);
  const attached = [...files.keys()].filter((name) => name !== "NOTES.md");
  expect(attached).toHaveLength(12);
  for (const name of attached) {
    expect(calls[2]).toContain(`files/${name}`);
  }
  const sums = attached
    .filter((name) => name !== "SHA256SUMS")
    .map(
      (name) =>
        `${createHash("sha256")
          .update(files.get(name) ?? "")
          .digest("hex")}  ${name}\n`,
    );
  expect(files.get("SHA256SUMS")?.toString()).toBe(sums.join(""));
});

test("a second try publishes what the first one did not come to", async () => {
  await repository.publishedBefore(["datadog-token-simulator@0.1.0"]);
  expect(await repository.release("v0.1.0")).toMatchObject({ succeeded: true });
  expect((await repository.calls()).filter((call) => call.startsWith("publish"))).toEqual([
    publishedAs("latest")[1],
  ]);
});

test.each<[string, string, () => Promise<void>, string]>([
  ["a tag of another version", "v0.2.0", () => Promise.resolve(), "the tag is v0.2.0. Set"],
  ["a failed test", "v0.1.0", () => repository.testsThat(1), "Failure - Main .ci/run"],
  [
    "a commit that is not of main",
    "v0.1.0",
    () => repository.commit("Not reviewed"),
    "Failure - Main Refuse a commit",
  ],
])("%s publishes nothing", async (_, tag, change, words) => {
  await change();
  const { succeeded, log } = await repository.release(tag);
  expect(succeeded).toBe(false);
  expect(log).toContain(words);
  expect(await repository.calls()).toEqual([]);
});
