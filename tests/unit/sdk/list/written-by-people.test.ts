import { parseList } from "../../../../sdk/list/parse-list";

test.each([
  ["https://app.datadoghq.eu", "datadoghq.eu"],
  ["api.datadoghq.eu", "datadoghq.eu"],
  ["DATADOGHQ.EU", "datadoghq.eu"],
])("a site may be written in any spelling that the argument takes: %s", (written, site) => {
  const text = `revocations: [{token: ddpat_1dm1op4lL89nV8pt94Tdk8, site: "${written}"}]`;
  expect(parseList(text, "revocations.yaml").map(({ entry }) => entry.site)).toEqual([site]);
});

test.each(["0123", "1.10", "12345678901234567890", "1e5"])(
  "the advice for a number in place of a text quotes what is written: %s",
  (written) => {
    const text = `revocations:\n  - token: ddpat_1dm1op4lL89nV8pt94Tdk8\n    ticket: ${written}\n`;
    expect(() => parseList(text, "revocations.yaml")).toThrow(`expected text: write "${written}", in quotes`);
  },
);

test("what a merge key brings along is the entry's, and what it says itself counts", () => {
  const text = `revocations:
  - &incident
    token: ddpat_1dm1op4lL89nV8pt94Tdk8
    ticket: SEC-1
  - <<: *incident
    token: ddpat_2ySDERb6wx1YqV1udJl61q
`;
  expect(parseList(text, "revocations.yaml").map(({ entry }) => entry)).toEqual([
    { token: "ddpat_1dm1op4lL89nV8pt94Tdk8", ticket: "SEC-1" },
    { token: "ddpat_2ySDERb6wx1YqV1udJl61q", ticket: "SEC-1" },
  ]);
});

test("a list of comments alone is empty", () => {
  expect(parseList("# nothing yet\n", "revocations.yaml")).toEqual([]);
});
