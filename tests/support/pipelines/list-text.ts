/** The text of a list of revocations with these entries. */
export const listText = (...entries: string[]) =>
  ["revocations:", ...entries.map((entry) => `  - ${entry}`), ""].join("\n");
