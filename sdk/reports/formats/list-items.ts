/** A dash at the beginning of an item, with the blanks before it. */
const itemStart = /^([ \t]*)-[ \t]/;
const indentation = /^[ \t]*/;

/** The items of lists around a place in a text, the innermost first, as YAML and TOON have them. */
export function* itemsAround(text: string, index: number): Generator<string> {
  if (!text.includes("- ")) {
    return;
  }
  const lines = text.split("\n");
  const line = text.slice(0, index).split("\n").length - 1;
  let outer = depthOf(lines[line]) + (itemStart.test(lines[line] ?? "") ? 1 : 0);
  for (let start = line; start >= 0 && outer > 0; start -= 1) {
    const [, blanks] = itemStart.exec(lines[start] ?? "") ?? [];
    if (blanks !== undefined && blanks.length < outer) {
      outer = blanks.length;
      const next = lines.findIndex((each, at) => at > line && each.trim() !== "" && depthOf(each) <= outer);
      yield lines.slice(start, next < 0 ? undefined : next).join("\n");
    } else if ((lines[start] ?? "").trim() !== "") {
      outer = Math.min(outer, depthOf(lines[start]) + 1);
    }
  }
}

function depthOf(line = ""): number {
  return indentation.exec(line)?.[0].length ?? 0;
}
