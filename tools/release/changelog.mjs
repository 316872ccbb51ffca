/**
 * The notes of a version in the changelog: the text below its heading, `## 1.2.3` or `## 1.2.3 (2026-11-28)`.
 *
 * @param {string} changelog
 * @param {string} version
 * @returns {string | undefined} undefined if there is no such heading, or nothing below it
 */
export function notesOf(changelog, version) {
  const lines = changelog.split("\n");
  const heading = lines.findIndex((line) => line === `## ${version}` || line.startsWith(`## ${version} `));
  if (heading === -1) {
    return undefined;
  }
  const below = lines.slice(heading + 1);
  const next = below.findIndex((line) => line.startsWith("## "));
  const notes = below.slice(0, next === -1 ? undefined : next).join("\n");
  return notes.trim() || undefined;
}
