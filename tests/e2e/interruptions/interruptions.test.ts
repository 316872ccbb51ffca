import { execFile } from "node:child_process";
import { join } from "node:path";
import { checkoutFolder } from "../../support/engine/example-copy";

jest.setTimeout(300_000);

interface Row {
  what: string;
  where: string;
  faults: string[];
}

/** The rows of `npm run torture`, in their small form: one moment of each kill, and a list of 30 tokens. */
function torture(...options: string[]): Promise<{ rows: Row[]; printed: string }> {
  const args = [join("tools", "torture.mjs"), "--json", "--moments=1", "--listed=30", ...options];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: checkoutFolder }, (_error, stdout, stderr) => {
      resolve({ rows: stdout === "" ? [] : (JSON.parse(stdout) as Row[]), printed: stderr });
    });
  });
}

test.each([
  ["a killed CLI or provider, or both", "dynamic", ["--only=kills"], 3],
  ["a killed CLI or provider, or both", "plugin", ["--only=kills"], 3],
  ["Ctrl-C, once and twice", "plugin", ["--only=interrupts"], 2],
  ["two runs at once, and a killed one", "PostgreSQL", ["--only=together"], 4],
  ["a state that can't be written", "dynamic", ["--only=disk"], 3],
  ["a clock that is set by an hour", "plugin", ["--only=clock"], 2],
])(
  "after %s (%s), the documented way on leaves each token dead, proven and recorded once, and nothing pending",
  async (_, where, only, count) => {
    const { rows, printed } = await torture(`--where=${where}`, ...only);
    expect(rows.flatMap(({ faults }) => faults)).toEqual([]);
    expect({ rows: rows.length, printed }).toEqual({ rows: count, printed });
  },
);
