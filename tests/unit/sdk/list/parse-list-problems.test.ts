import { ListError } from "../../../../sdk/list/list-error";
import { parseList } from "../../../../sdk/list/parse-list";

const alias = "1dm1op4lL89nV8pt94Tdk8";
const token = `ddpat_${alias}`;
const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";

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

test("what a key or a value holds begins no line of its own, and is no command to a CI system", () => {
  const problem = problemOf(
    `revocations:\n  - token: ${token}\n    ? "x\\n::error::forged"\n    : 1\n    ::warning::y: 2\n`,
  );
  expect(problem).toContain("there is no x\ufffd");
  expect(problem).not.toMatch(/::(?:error|warning)/);
  expect(
    problem.split("\n").filter((line) => !/^(?:revocations\.yaml:|[> ] +\d* +\| |$)/.test(line)),
  ).toEqual([]);
});

test.each<{ what: string; entry: string; place: string; problem: string }>([
  {
    what: "an unknown key",
    entry: "- tokenid: x",
    place: "3:5",
    problem: "there is no tokenid: an entry takes token, tokenId,",
  },
  {
    what: "a wrong id",
    entry: "- tokenId: 35ef7728",
    place: "3:14",
    problem: "tokenId: expected the token's id, a UUID",
  },
  {
    what: "a bare alias",
    entry: `- token: ${alias}`,
    place: "3:12",
    problem: "token: expected the token's public portion",
  },
  {
    what: "an id as token",
    entry: `- token: ${tokenId}`,
    place: "3:12",
    problem: "token: expected the token's public portion",
  },
  {
    what: "an alias of 2^128 or more",
    entry: "- token: ddpat_zzzzzzzzzzzzzzzzzzzzzz",
    place: "3:12",
    problem: "more than 128 bits",
  },
  {
    what: "an unknown site",
    entry: `- {token: ${token}, site: datadog.com}`,
    place: "3:49",
    problem: "site: expected datadoghq.com, ",
  },
  {
    what: "a number as ticket",
    entry: `- {token: ${token}, ticket: 4711}`,
    place: "3:51",
    problem: 'ticket: expected text: write "4711", in quotes',
  },
  {
    what: "an empty reason",
    entry: `- {token: ${token}, reason: ""}`,
    place: "3:51",
    problem: "reason: expected text, and this is empty",
  },
  {
    what: "no value",
    entry: "- token:",
    place: "3:11",
    problem: "token: expected the token's public portion",
  },
  {
    what: "a number as report",
    entry: "- reports: 5",
    place: "3:14",
    problem: "reports: expected a file or a glob, or a list of some",
  },
  {
    what: "an empty list of tokens",
    entry: "- tokens: []",
    place: "3:13",
    problem: "tokens: expected at least one",
  },
  {
    what: "no token at all",
    entry: "- reason: it leaked",
    place: "3:5",
    problem: "this entry names no token: give one of token, tokenId, tokens, reports",
  },
  {
    what: "two ways at once",
    entry: `- {tokenId: ${tokenId}, token: ${token}}`,
    place: "3:15",
    problem: "this entry has token and tokenId",
  },
  {
    what: "except without reports",
    entry: `- {token: ${token}, except: [${token}]}`,
    place: "3:51",
    problem: "except goes with reports",
  },
  {
    what: "a name, as for a batch of its own",
    entry: `- {tokens: [${token}], name: x}`,
    place: "3:46",
    problem: "there is no name: an entry takes",
  },
  {
    what: "a text instead of an entry",
    entry: `- ${token}`,
    place: "3:5",
    problem: "expected an entry such as `token: ddpat_…`",
  },
  {
    what: "a key twice",
    entry: `- token: ${token}\n    token: ${token}`,
    place: "4:5",
    problem: "Map keys must be unique",
  },
])("$what is an error at its place", ({ entry, place, problem }) => {
  const shown = problemOf(`# the list\nrevocations:\n  ${entry}\n`);
  expect(shown).toContain(`revocations.yaml:${place}: `);
  expect(shown).toContain(problem);
  expect(shown).toContain(entry.split("\n")[0]);
});
