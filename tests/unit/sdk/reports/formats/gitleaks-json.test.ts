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
  expect(tokens[0]?.place).toEqual({ file: "report", line: 1, rule: leak.rule });
});

test("a credential and a query in a link are not kept", async () => {
  const { tokens } = await read({ ...finding, Link: "https://jane:hunter2@git.example.com/a/b?x=@y" });
  expect(tokens[0]?.place.link).toBe("https://git.example.com/a/b");
});

test("two reports in a row are read as one", async () => {
  const { tokens } = await readText(gitleaksJson([leak]) + gitleaksJson([other]));
  expect(tokens.map(({ tokenId }) => tokenId)).toEqual([leak.tokenId, other.tokenId]);
});

test("a redacted report is read where --redact leaves the alias, and never gives another token", async () => {
  const readable: number[] = [];
  for (let percent = 1; percent <= 100; percent += 1) {
    const { tokens, untold } = await read(redacted(percent), gitleaksFinding({ ...other, line: 90 }));
    expect(tokens.at(-1)?.tokenId).toBe(other.tokenId);
    if (tokens.length > 1) {
      readable.push(percent);
      expect(tokens[0]?.tokenId).toBe(leak.tokenId);
    } else {
      const { file, line, commit, link, rule } = leak;
      expect(untold).toMatchObject([{ place: { file, line, commit, link, rule } }]);
    }
  }
  expect([readable.length, readable.at(-1)]).toEqual([57, 57]);
});

test("a report that is redacted all through says so, and what to do", async () => {
  const findings = [100, 90, 80, 70].map((percent, index) => ({
    ...redacted(percent),
    StartLine: index + 1,
  }));
  const place = (line: number) => `src/app.ts:${line} in commit 1f2e3d4c5b (rule ${leak.rule}), ${leak.link}`;
  expect(await problemOf(JSON.stringify(findings))).toBe(
    `report: 4 Datadog access tokens can't be told, since the report does not show them: ${[1, 2, 3, 4].map(place).join(", ")}. Run it without --redact, or with --redact=55, which leaves the public portions.`,
  );
});

test.each([[1], [3]])("a report of %d other findings says that, and what to do", async (count) => {
  const others = Array.from({ length: count }, () => ({
    ...gitleaksFinding(leakOf({ rule: "aws" })),
    Description: "AWS",
    Secret: "REDACTED",
    Match: "x",
  }));
  expect(await problemOf(JSON.stringify(others))).toBe(
    `report: holds no Datadog access token (ddpat_… or ddsat_…): it was read as gitleaks JSON. gitleaks finds them only where its configuration has a rule for them.`,
  );
});

test("an alias that no token can have is nobody's, and no redacted token", async () => {
  const impossible = `ddpat_${"z".repeat(22)}_${leak.secret}`;
  const other = { ...finding, RuleID: "generic", Description: "", Secret: impossible, Match: impossible };
  expect(await problemOf(JSON.stringify([other]))).toContain("holds no Datadog access token");
});

test.each([
  ["a negative line", { StartLine: -1 }],
  ["a quoted number", { StartLine: "12" }],
  ["nulls", { StartLine: null, Secret: null, Match: null, RuleID: null }],
  ["a list for a text", { Secret: [], File: {} }],
])("an odd value in another finding refuses nothing: %s", async (_, odd) => {
  const { tokens } = await read({ ...gitleaksFinding(other), ...odd, Description: "" }, finding);
  expect(tokens.at(-1)).toMatchObject({ tokenId: leak.tokenId, place: { file: leak.file, line: leak.line } });
});

test("a key that stands twice hides no token", async () => {
  const twice = JSON.stringify([finding]).replace('"Secret":', `"Secret":"${other.text}","Secret":`);
  const { tokens } = await readText(twice);
  expect(tokens.map(({ tokenId }) => tokenId).sort()).toEqual([leak.tokenId, other.tokenId]);
});
