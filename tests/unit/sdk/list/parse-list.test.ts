import { ListError } from "../../../../sdk/list/list-error";
import { parseList } from "../../../../sdk/list/parse-list";

const alias = "1dm1op4lL89nV8pt94Tdk8";
const token = `ddpat_${alias}`;
const wholeToken = `${token}_${"a1B2".repeat(9)}`;
const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";

const entriesOf = (text: string) => parseList(text, "revocations.yaml").map(({ entry }) => entry);

function problemOf(text: string): string {
  try {
    parseList(text, "revocations.yaml");
  } catch (error) {
    if (error instanceof ListError) {
      return error.problems.join("\n\n");
    }
    throw error;
  }
  throw new Error("It was read without a problem.");
}

test("every way of naming tokens, and every option, is read", () => {
  const text = `# yaml-language-server: $schema=./revocations.schema.json
revocations:
  - token: ${token}
    reason: printed in a public CI log
    ticket: SEC-1
    site: datadoghq.eu
    revokeOn: create
    onNotFound: fail
  - tokenId: ${tokenId.toUpperCase()}
  - tokens: [${token}, ${tokenId}]
    reason: both
  - reports: leaks/*.json
    except: [ddsat_3dJZ2IClhMOwsx0xC01NBK]
  - reports:
      - one.csv
      - two.sarif
`;
  expect(entriesOf(text)).toEqual([
    {
      token,
      reason: "printed in a public CI log",
      ticket: "SEC-1",
      site: "datadoghq.eu",
      revokeOn: "create",
      onNotFound: "fail",
    },
    { tokenId: tokenId.toUpperCase() },
    { tokens: [token, tokenId], reason: "both" },
    { reports: "leaks/*.json", except: ["ddsat_3dJZ2IClhMOwsx0xC01NBK"] },
    { reports: ["one.csv", "two.sarif"] },
  ]);
});

test.each(["revocations: []", "revocations:", "revocations: # none at the moment\n"])(
  "a list may be empty: %j",
  (text) => {
    expect(entriesOf(text)).toEqual([]);
  },
);

test.each([
  { what: "nothing", text: "", place: "1:1", problem: "expected `revocations:` and a list of entries" },
  {
    what: "a list alone",
    text: `- token: ${token}`,
    place: "1:1",
    problem: "expected `revocations:` and a list of entries",
  },
  {
    what: "another key",
    text: "revocation: []",
    place: "1:1",
    problem: "there is no revocation: the list takes revocations",
  },
  {
    what: "an entry without its dash",
    text: `revocations:\n  token: ${token}`,
    place: "2:3",
    problem: "expected a list of entries, each beginning",
  },
  { what: "broken YAML", text: "revocations:\n  - token: [", place: "2:13", problem: "Flow sequence" },
  {
    what: "two documents",
    text: "revocations: []\n---\nrevocations: []",
    place: "2:1",
    problem: "here a second document begins, and a list is one",
  },
])("$what is an error at its place", ({ text, place, problem }) => {
  expect(problemOf(text)).toContain(`revocations.yaml:${place}: `);
  expect(problemOf(text)).toContain(problem);
});

test("every wrong entry is reported, not only the first", () => {
  const problems = problemOf("revocations:\n  - token: x\n  - tokenId: y\n  - tokenId: z\n");
  expect(problems.match(/^revocations\.yaml:\d/gm)).toHaveLength(3);
});

test.each([
  ["as token", `revocations:\n  - token: ${wholeToken}`, "2:12"],
  ["as tokenId", `revocations:\n  - tokenId: ${wholeToken}`, "2:14"],
  [
    "in a reason",
    `revocations:\n  - token: ${token}\n    reason: the text ${wholeToken} stood in a log`,
    "3:22",
  ],
  ["in a comment", `revocations: []\n# ${wholeToken}`, "2:3"],
  ["in broken YAML", `revocations: [\n  ${wholeToken}`, "2:3"],
])("a token's whole text is refused, and what to do is said in order: %s", (_, text, place) => {
  const problem = problemOf(text);
  expect(problem).toContain(`revocations.yaml:${place}: a token's text stands here, secret part and all.`);
  expect(problem).toContain(`1. Write its public portion instead, which revokes it just as well: ${token}\n`);
  expect(problem).toMatch(/in git's history, too, and so is leaked[^]*2\. Revoke it now[^]*3\. [^]*4\. /);
  expect(problem).not.toContain("a1B2");
});

test("a damaged token's text is refused, too", () => {
  const problem = problemOf(`revocations:\n  - token: ddpat_${alias}xx_a1B2`);
  expect(problem).toContain("Write its public portion instead, which revokes it just as well: its prefix");
  expect(problem).not.toContain("a1B2");
});

test("what a scanner redacted is no whole text", () => {
  expect(entriesOf(`revocations:\n  - {token: ${token}, reason: "${token}_****** in a log"}`)).toHaveLength(
    1,
  );
});
