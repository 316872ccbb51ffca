import { execFile } from "node:child_process";
import { join } from "node:path";
import { checkoutFolder } from "../../support/engine/example-copy";

jest.setTimeout(300_000);

interface Row {
  what: string;
  where: string;
  faults: string[];
}

/** One row of `npm run torture` in its small form: one moment of a kill, and a list of 30 tokens. */
function torture(row: string): Promise<{ rows: Row[]; printed: string }> {
  const args = [join("tools", "torture.mjs"), "--json", "--moments=1", "--listed=30", `--row=${row}`];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: checkoutFolder }, (_error, stdout, stderr) => {
      resolve({ rows: stdout === "" ? [] : (JSON.parse(stdout) as Row[]), printed: stderr });
    });
  });
}

test.each([
  ["`kill -9` of the CLI", "plugin"],
  ["`kill -9` of the provider", "dynamic"],
  ["`kill -9` of both", "dynamic"],
  ["`kill -9` of the CLI, and the next run on the same machine", "plugin"],
  ["Ctrl-C twice", "plugin"],
  ["two `up` at once on one stack", "PostgreSQL"],
  ["`kill -9` of the CLI", "PostgreSQL"],
  ["`kill -9` of the CLI, and the next run on the same machine", "PostgreSQL"],
  ["the state's folder is read-only from the start", "dynamic"],
  ["the clock is set forward by an hour, and right again later", "plugin"],
])(
  "after %s (%s) the documented way on leaves each token dead, proven and recorded once, and nothing pending",
  async (what, where) => {
    const { rows, printed } = await torture(`${what} (${where})`);
    expect({ rows: rows.map(({ faults }) => faults), printed }).toEqual({ rows: [[]], printed });
  },
);
