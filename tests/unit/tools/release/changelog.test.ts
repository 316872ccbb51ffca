import { callTool } from "../tool-process";

const changelog = `# Changelog

## Unreleased

- Not yet.

## 1.10.0 (2026-11-28)

- A feature.

### Fixed

- A fault.

## 1.1.0

- Something older.

## 1.0.0
`;

test.each([
  ["of a version in the middle", "1.10.0", "- A feature.\n\n### Fixed\n\n- A fault."],
  ["of a version whose number begins another one's", "1.1.0", "- Something older."],
  ["of a version without notes", "1.0.0", undefined],
  ["of a version that is not there", "1.1", undefined],
])("the notes %s", async (_, version, notes) => {
  const { value, error } = await callTool("release/changelog.mjs", "notesOf", [changelog, version]);
  expect(error).toBeUndefined();
  expect(value).toBe(notes);
});
