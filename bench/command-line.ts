import { parseArgs } from "node:util";

/** The tables, by their number in the report. */
const tables = ["1", "2", "3", "4", "5", "6"] as const;
export type Table = (typeof tables)[number];

/** The command line, read. */
export interface BenchOptions {
  /** The only tables to measure; what the report says of the others stays. @defaultValue all */
  only: readonly Table[];
  /** Number of times that each row is measured. @defaultValue that of the scale */
  repeats?: number;
  /** A small run that writes nothing and only shows that everything works. @defaultValue false */
  quick: boolean;
}

/**
 * Reads `[--only 1|2|3|4|5|6]… [--repeats N] [--quick]`.
 *
 * @throws Error in one sentence if something else is given.
 */
export function readCommandLine(args: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: "string", multiple: true },
      repeats: { type: "string" },
      quick: { type: "boolean", default: false },
    },
  });
  const only = (values.only ?? tables).map((name) => {
    const table = tables.find((known) => known === name);
    if (table === undefined) {
      throw new Error(`--only takes 1, 2, 3, 4, 5 or 6, the number of a table, not "${name}".`);
    }
    return table;
  });
  return {
    only,
    quick: values.quick,
    ...(values.repeats !== undefined && { repeats: readRepeats(values.repeats) }),
  };
}

function readRepeats(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) {
    throw new Error(`--repeats takes a number from 1 to 99, not "${text}".`);
  }
  return Number(text);
}
