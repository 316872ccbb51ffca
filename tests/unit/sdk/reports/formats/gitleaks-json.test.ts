import { leakOf } from "../../../../fixtures/reports/leak";
import { problemOf, readText } from "../../../../fixtures/reports/read-text";
import { gitleaksFinding, gitleaksJson } from "../../../../fixtures/reports/render-report";

const leak = leakOf();
const other = leakOf({ tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2" });
const finding = gitleaksFinding(leak);
const read = (...findings: object[]) => readText(JSON.stringify(findings));
const idsOf = async (...findings: object[]) => (await read(...findings)).tokens.map(({ tokenId }) => tokenId);
/** A finding after gitleaks's `--redact=<percent>` (report/finding.go). */
function redacted(percent: number) {
  const kept = leak.text.slice(0, Math.round((leak.text.length * (100 - percent)) / 100));
  const mark = percent === 100 ? "REDACTED" : `${kept}...`;
  return { ...finding, Secret: mark, Match: finding.Match.replace(leak.text, mark) };
}

test.each([
  ["in Secret alone", { Match: "" }],
  ["in Match alone, around another secret", { Secret: "a1B2a1B2" }],
  ["in Secret, decoded, where Match is still encoded", { Match: Buffer.from(leak.text).toString("base64") }],
  ["of a rule that is not for Datadog", { RuleID: "generic-api-key" }],
])("a token is found %s", async (_, more) => {
  expect(await idsOf({ ...finding, ...more })).toEqual([leak.tokenId]);
});

test("a finding may hold several tokens, each of which counts once", async () => {
  const more = { ...finding, Match: `A=${leak.text} B=${other.text} A=${leak.text}` };
  expect(await idsOf(more)).toEqual([leak.tokenId, other.tokenId]);
});

test.each([
  ["fields in the order of the alphabet", Object.fromEntries(Object.entries(finding).sort())],
  ["only the fields that matter", { RuleID: finding.RuleID, Secret: finding.Secret }],
  ["nulls", { ...finding, Link: null, Match: null, File: null, StartLine: null }],
])("a report is recognised that has %s", async (_, more) => {
  expect(await read(more)).toMatchObject({ format: "gitleaks JSON", tokens: [{ tokenId: leak.tokenId }] });
});

test("what a finding does not know is not in its place", async () => {
  const { tokens } = await read({ ...finding, File: "", StartLine: 0, Commit: "", Link: "" });
  expect(tokens[0]?.place).toEqual({ rule: leak.rule });
});

test("a credential in a link is not kept", async () => {
  const { tokens } = await read({ ...finding, Link: "https://jane:hunter2@git.example.com/a/b?x=@y" });
  expect(tokens[0]?.place.link).toBe("https://git.example.com/a/b?x=@y");
});

test("two reports in a row are read as one", async () => {
  const { tokens } = await readText(gitleaksJson([leak]) + gitleaksJson([other]));
  expect(tokens.map(({ tokenId }) => tokenId)).toEqual([leak.tokenId, other.tokenId]);
});

test("a redacted report is read where --redact leaves the alias, and never gives another token", async () => {
  const readable: number[] = [];
  for (let percent = 1; percent <= 100; percent += 1) {
    const { tokens, redacted: unknown } = await read(redacted(percent), gitleaksFinding(other));
    expect(tokens.at(-1)?.tokenId).toBe(other.tokenId);
    if (tokens.length > 1) {
      readable.push(percent);
      expect(tokens[0]?.tokenId).toBe(leak.tokenId);
    } else {
      expect(unknown).toEqual([
        { file: leak.file, line: leak.line, commit: leak.commit, link: leak.link, rule: leak.rule },
      ]);
    }
  }
  expect(readable).toContain(50);
});

test("a report that is redacted all through says so, and what to do", async () => {
  const findings = [100, 90, 80, 70].map((percent, index) => ({
    ...redacted(percent),
    StartLine: index + 1,
  }));
  const place = (line: number) => `src/app.ts:${line} in commit 1f2e3d4c5b (rule ${leak.rule}), ${leak.link}`;
  expect(await problemOf(JSON.stringify(findings))).toBe(
    `report: every Datadog access token (ddpat_… or ddsat_…) in it is redacted, its public portion too, so it can't be told which tokens leaked: ${place(1)}; ${place(2)}; ${place(3)}; and 1 more. Run gitleaks without --redact, or with --redact=55, which leaves the public portions.`,
  );
});

test.each([
  [1, "1 finding of another kind"],
  [3, "3 findings of other kinds"],
])("a report of %d findings without a token says how many and what to do", async (count, findings) => {
  const others = Array.from({ length: count }, () => ({
    ...finding,
    RuleID: "aws",
    Secret: "REDACTED",
    Match: "x",
  }));
  expect(await problemOf(JSON.stringify(others))).toBe(
    `report: holds no Datadog access token (ddpat_… or ddsat_…): it was read as gitleaks JSON, with ${findings}. gitleaks finds them only where its configuration has a rule for them.`,
  );
});

test("an alias that no token can have is no redacted token", async () => {
  const impossible = `ddpat_${"z".repeat(22)}_${leak.secret}`;
  expect(await problemOf(JSON.stringify([{ ...finding, Secret: impossible, Match: impossible }]))).toContain(
    "1 finding of another kind",
  );
});

const first = gitleaksJson([leak]).trimEnd().slice(0, -"\n]".length);
const linesBefore = first.split("\n").length;
const again = "(read as gitleaks JSON). Let the scanner write the report again.";

test.each([
  ["a text", '"x"', "a member of the list is not an object"],
  ["null", "null", "a member of the list is not an object"],
  ["a list", "[]", "a member of the list is not an object"],
  ["an empty object", "{}", "a finding is wrong: it has neither Secret nor Match"],
  [
    "a number as its secret",
    '{\n"Secret": 5,\n"RuleID": "x"}',
    '"Secret" of a finding is wrong: expected string, received number',
  ],
  [
    "a text as its line",
    '{"Secret": "",\n"StartLine": "5"}',
    '"StartLine" of a finding is wrong: expected number, received string',
  ],
  ["a comma too many", "", "the JSON is damaged here"],
  ["a line break within a text", '{"Secret": "x\n"}', "the JSON is damaged here"],
  ["brackets without an end", `{"Secret": ${"[".repeat(2000)}`, "the JSON is nested deeper than 1000 levels"],
])("a finding that is %s is an error at its line", async (_, damage, problem) => {
  expect(await problemOf(`${first},\n${damage}\n]\n`)).toBe(
    `report:${damage === "" ? linesBefore + 2 : linesBefore + 1}: ${problem} ${again}`,
  );
});

test.each([
  ["with a line break", `${first},\n`, linesBefore],
  ["within a line", `${first},\n {\n  "Rul`, linesBefore + 2],
  ["before the last bracket", first, linesBefore],
])("a report that ends too early %s is an error at its last line", async (_, text, line) => {
  expect(await problemOf(text)).toBe(`report:${line}: the JSON ends here in the middle ${again}`);
});

test.each(["x", "5", '{"message": "API rate limit exceeded"}', "]"])(
  "something else behind the list is an error: %s",
  async (more) => {
    expect(await problemOf(`${gitleaksJson([leak])}${more}`)).toContain(`report:${linesBefore + 2}: `);
  },
);
