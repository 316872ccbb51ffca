import { untoldWarnings } from "../../../../sdk/reports/untold-warning";

test("several findings of which the kind is not shown are told in one sentence", () => {
  const [warning] = untoldWarnings({
    path: "report.json",
    format: "secretlint JSON",
    tokens: [],
    untold: [
      { place: { file: "a.ts", line: 1 }, reason: "kindHidden" },
      { place: { file: "b.ts", line: 2 }, reason: "kindHidden" },
    ],
    problems: [],
    notes: [],
  });
  expect(warning).toBe(
    "2 findings are masked and may be a Datadog access token, since the report does not even show which of them are: a.ts:1, b.ts:2. Run secretlint with --no-maskSecrets.",
  );
});
