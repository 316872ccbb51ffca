import { randomUUID } from "node:crypto";
import type { ReportReader } from "../results/samples";

/** A token that nobody has, of which a report is made. */
export interface PlantedToken {
  tokenId: string;
  /** `ddpat_<ALIAS>`: the id in base 62. */
  publicPortion: string;
}

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const aliasLength = 22;

/** Makes tokens of random ids. Reckoned without the package's own code, which is what has to arrive at the ids. */
export function makePlantedTokens(count: number): PlantedToken[] {
  return Array.from({ length: count }, () => {
    const tokenId = randomUUID();
    return { tokenId, publicPortion: `ddpat_${aliasOf(tokenId)}` };
  });
}

function aliasOf(tokenId: string): string {
  let alias = "";
  for (let value = BigInt(`0x${tokenId.replaceAll("-", "")}`); value > 0n; value /= 62n) {
    alias = digits.charAt(Number(value % 62n)) + alias;
  }
  return alias.padStart(aliasLength, "0");
}

/**
 * Makes sure that a reader has printed each token once, and nothing else.
 *
 * @throws Error with how many it has missed, and how many it has printed that it should not.
 */
export function requireExactly(
  planted: readonly PlantedToken[],
  { reader, output }: { reader: ReportReader; output: string },
): void {
  const expected = new Set(
    planted.map(({ tokenId, publicPortion }) => (reader === "datadog-token-id" ? tokenId : publicPortion)),
  );
  const printed = printedBy(reader, output);
  const found = new Set(printed.filter((name) => expected.has(name)));
  const missed = expected.size - found.size;
  const others = printed.length - found.size;
  if (missed + others === 0) {
    return;
  }
  throw new Error(
    `${reader} has missed ${missed} of ${expected.size} tokens, and printed ${others} too many.`,
  );
}

/** Ids of the package's command; public portions of what knows no ids. */
function printedBy(reader: ReportReader, output: string): string[] {
  switch (reader) {
    case "datadog-token-id":
      return (JSON.parse(output) as Pick<PlantedToken, "tokenId">[]).map(({ tokenId }) => tokenId);
    case "JSON.parse":
    case "matchAll":
    case "grep":
      return output.split("\n").filter((line) => line !== "");
  }
}
