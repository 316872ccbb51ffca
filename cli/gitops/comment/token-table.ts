/** A token as the provider names it in a preview: its id, where, what becomes of it, and what Datadog says of it. */
const tokenLine =
  /^\s*(?<tokenId>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}) on (?<where>[^:\n]+): (?<fate>[^;\n]+)(?:; (?<details>.*))?$/gm;

/** So many characters of what is said of a token stand in its row. */
const mostDetails = 400;

/** The most tokens in a table; the provider itself names no more in a preview. */
const mostRows = 50;

/** The most characters of a table: what is escaped grows. */
const mostCharacters = 30_000;

/** The tokens that a preview names, as a table in Markdown; no line where it names none. */
export function tokenTable(output: string): string[] {
  const rows = new Map<string, string>();
  for (const { groups = {} } of output.matchAll(tokenLine)) {
    const { tokenId = "", where = "", fate = "", details = "" } = groups;
    const cells = [`\`${tokenId}\``, where, fate, details.slice(0, mostDetails)];
    rows.set(`${tokenId} ${where}`, `| ${cells.map(asCell).join(" | ")} |`);
  }
  if (rows.size === 0) {
    return [];
  }
  const named = rowsWithin([...rows.values()].slice(0, mostRows));
  const more = rows.size - named.length;
  return [
    "| token | where | what becomes of it | what Datadog says of it |",
    "|---|---|---|---|",
    ...named,
    "",
    ...(more > 0 ? [`And ${more} more: see what it printed.`, ""] : []),
  ];
}

function rowsWithin(rows: readonly string[]): string[] {
  let left = mostCharacters;
  return rows.filter((row) => (left -= row.length) >= 0);
}

/** A text that can't end its cell, and brings neither markup nor mentions of its own. */
function asCell(text: string): string {
  return text
    .replaceAll(/[\\|*_[\]~]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll("@", "@\u2060");
}
