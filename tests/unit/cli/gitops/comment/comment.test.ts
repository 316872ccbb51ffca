import { commentOf } from "../../../../../cli/gitops/comment/comment";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const otherTokenId = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const facts = { title: "pulumi preview of prod", succeeded: true };

test("a comment begins with a table: which token, where, what becomes of it, and what Datadog says of it", () => {
  const output = [
    "  datadog:RevocationList (revocations):",
    "    2 tokens of revocations.yaml:",
    `    ${tokenId} on datadoghq.com: new, to be revoked; "deploy" of ann; last used 3 minutes ago`,
    `      ${otherTokenId} on datadoghq.eu (account eu): taken out of the list`,
    `    error: the token "${otherTokenId}" on datadoghq.eu: no line of the table`,
  ].join("\n");
  expect(
    commentOf({ ...facts, output })
      .split("\n")
      .slice(0, 8),
  ).toEqual([
    "<!-- datadog-token-gitops -->",
    "### ✓ pulumi preview of prod",
    "",
    "| token | where | what becomes of it | what Datadog says of it |",
    "|---|---|---|---|",
    `| \`${tokenId}\` | datadoghq.com | new, to be revoked | "deploy" of ann; last used 3 minutes ago |`,
    `| \`${otherTokenId}\` | datadoghq.eu (account eu) | taken out of the list |  |`,
    "",
  ]);
});

test("a token's name brings no markup, no cell and no mention into the table", () => {
  const output = `${tokenId} on datadoghq.com: new, to be revoked; "a|b <img src=x> @acme/all [x](http://y) **z**"`;
  const row =
    commentOf({ ...facts, output })
      .split("\n")
      .find((line) => line.startsWith(`| \`${tokenId}`)) ?? "";
  expect(row.replaceAll("\\|", "").split("|")).toHaveLength(6);
  expect(row).toContain("&lt;img src=x>");
  expect(row).not.toMatch(/@acme|(?<!\\)\]\(|(?<!\\)\*/);
});

test("what a pull request changes beside the list stands first, and is said not to have been run", () => {
  const notPreviewed = ["Pulumi.prod.yaml", "policy-config.json", "a`b.ts"];
  const text = commentOf({ ...facts, output: "", notPreviewed });
  expect(text).toContain("None of it was run here");
  expect(text).toContain("- `Pulumi.prod.yaml`\n- `policy-config.json`\n- `a'b.ts`\n");
});

test("no line of what was printed is one that GitLab carries out, even if its code block were ended", () => {
  const text = commentOf({ ...facts, output: "```\n/merge\n  /close" });
  expect(text).not.toMatch(/^\//m);
  expect(text).toContain("\n /merge\n");
});

test.each([
  ["|", "folder/"],
  ["&", "long/".repeat(800)],
])(
  "a comment is never longer than GitHub takes, however much was printed (%j) and changed",
  (name, folder) => {
    const line = (index: number) =>
      `00000000-0000-4000-8000-${String(index).padStart(12, "0")} on datadoghq.com: new, to be revoked; ${name.repeat(1000)}`;
    const output = Array.from({ length: 2000 }, (_, index) => line(index)).join("\n");
    const notPreviewed = Array.from({ length: 3000 }, (_, index) => `${folder}${index}.ts`);
    const text = commentOf({ ...facts, output, notPreviewed });
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain("characters left out …]");
    expect(text).toContain("- and 2950 more");
    expect(text).toMatch(/^And \d+ more: see what it printed\.$/m);
    expect(text.endsWith("</details>\n")).toBe(true);
  },
);

test("no line begins as a command to GitLab, also where the output is shortened", () => {
  const comment = commentOf({ ...facts, output: `/merge\nx${"/".repeat(100_000)}\n/close` });
  expect(comment.split("\n").filter((line) => line.startsWith("/"))).toEqual([]);
  expect(comment.length).toBeLessThan(65_000);
});
