/** Texts that are searched by a pair of bytes: their first, or one in the middle if every report has what they begin with. */
const literals = [
  ...["H4sI", "SDRzSU", "UEsDB", "MRSH", "SGI4", "IZD", "ZDEO", "EMR", "public_portion"],
  ...["access_tokens", "hashed_secret", "externalPropertyFileReferences", "found matching **"],
].map((text) => {
  const offset = Math.max(text.search(/_[pst]|lP|\*\*/), 0);
  return { first: text.charCodeAt(offset), text: Buffer.from(text), offset };
});
/** Before `access_tokens` stands whose they are. */
const owners = ["personal_", "service_"].map((text) => Buffer.from(text));

/** The beginning of a text of which the byte that is searched stands at a place; -1 if there is none. */
export function startOfLiteral(bytes: Buffer, place: number, first: number): number {
  for (const literal of literals) {
    const start = place - literal.offset;
    if (literal.first === first && start >= 0 && isAt(bytes, start, literal.text)) {
      const owner = owners.find((each) => start >= each.length && isAt(bytes, start - each.length, each));
      return start - (owner?.length ?? 0);
    }
  }
  return -1;
}

function isAt(bytes: Buffer, place: number, text: Buffer): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (bytes[place + index] !== text[index]) {
      return false;
    }
  }
  return true;
}
