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
    name: both
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
    { tokens: [token, tokenId], name: "both" },
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

test("a wrong value is shown at its line and column, with its whole entry", () => {
  const text = `revocations:
  - tokenId: ${tokenId}
  - token: ${token}
    revokeOn: never
    reason: printed in a public CI log
  - tokenId: ${tokenId}
`;
  expect(problemOf(text)).toBe(
    [
      "revocations.yaml:4:15: revokeOn: expected create, delete or both",
      `  3 |   - token: ${token}`,
      "> 4 |     revokeOn: never",
      "    |               ^",
      "  5 |     reason: printed in a public CI log",
    ].join("\n"),
  );
});

test.each<[string, string, string, string]>([
  ["an unknown key", "- tokenid: x", "3:5", "there is no tokenid: an entry takes token, tokenId,"],
  ["a wrong id", "- tokenId: 35ef7728", "3:14", "tokenId: expected the token's id, a UUID"],
  ["a bare alias", `- token: ${alias}`, "3:12", "token: expected the token's public portion"],
  ["an id as token", `- token: ${tokenId}`, "3:12", "token: expected the token's public portion"],
  ["an alias of 2^128 or more", "- token: ddpat_zzzzzzzzzzzzzzzzzzzzzz", "3:12", "more than 128 bits"],
  [
    "a service access token",
    "- token: ddsat_3dJZ2IClhMOwsx0xC01NBK",
    "3:12",
    "ddsat_3dJZ2IClhMOwsx0xC01NBK is a service access token (id 7767e407-9c67-4ede-902e-c4b1f3782352), and no resource can revoke it yet.",
  ],
  [
    "a service access token among others",
    `- tokens: [${token}, ddsat_3dJZ2IClhMOwsx0xC01NBK]`,
    "3:44",
    "is a service access token",
  ],
  ["an unknown site", `- {token: ${token}, site: datadog.com}`, "3:49", "site: expected datadoghq.com, "],
  [
    "a number as ticket",
    `- {token: ${token}, ticket: 4711}`,
    "3:51",
    'ticket: expected text: write "4711", in quotes',
  ],
  ["an empty reason", `- {token: ${token}, reason: ""}`, "3:51", "reason: expected text, and this is empty"],
  ["no value", "- token:", "3:11", "token: expected the token's public portion"],
  ["a number as report", "- reports: 5", "3:14", "reports: expected a file or a glob, or a list of some"],
  ["an empty list of tokens", "- tokens: []", "3:13", "tokens: expected at least one"],
  [
    "no token at all",
    "- reason: it leaked",
    "3:5",
    "this entry names no token: give one of token, tokenId, tokens, reports",
  ],
  [
    "two ways at once",
    `- {tokenId: ${tokenId}, token: ${token}}`,
    "3:15",
    "this entry has token and tokenId",
  ],
  ["except without reports", `- {token: ${token}, except: [${token}]}`, "3:51", "except goes with reports"],
  ["a name for a single token", `- {token: ${token}, name: x}`, "3:49", "name goes with tokens and reports"],
  ["a text instead of an entry", `- ${token}`, "3:5", "expected an entry such as `token: ddpat_…`"],
  ["a key twice", `- token: ${token}\n    token: ${token}`, "4:5", "Map keys must be unique"],
])("%s is an error at its place", (_, entry, place, problem) => {
  const shown = problemOf(`# the list\nrevocations:\n  ${entry}\n`);
  expect(shown).toContain(`revocations.yaml:${place}: `);
  expect(shown).toContain(problem);
  expect(shown).toContain(entry.split("\n")[0]);
});

test.each([
  ["nothing", "", "1:1", "expected `revocations:` and a list of entries"],
  ["a list alone", `- token: ${token}`, "1:1", "expected `revocations:` and a list of entries"],
  ["another key", "revocation: []", "1:1", "there is no revocation: the list takes revocations"],
  [
    "an entry without its dash",
    `revocations:\n  token: ${token}`,
    "2:3",
    "expected a list of entries, each beginning",
  ],
  ["broken YAML", "revocations:\n  - token: [", "2:13", "Flow sequence"],
  ["two documents", "revocations: []\n---\nrevocations: []", "2:1", "multiple documents"],
])("%s is an error at its place", (_, text, place, problem) => {
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
