import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { checkoutFolder } from "../support/engine/example-copy";

const command = join(checkoutFolder, "dist/cli/token-id/datadog-token-id.js");
const token = "ddpat_1dm1op4lL89nV8pt94Tdk8";
const secret = "a1B2".repeat(9);

/** The compiled command, in a process of its own. */
function run(args: string[], input = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    input,
    encoding: "utf8",
  });
  expect(stdout + stderr).not.toContain(secret);
  return { status, stdout, stderr };
}

test("the command reads what is piped into it, and prints the ids", () => {
  expect(run([], `a log with ${token}_${secret}\n`)).toEqual({
    status: 0,
    stdout: "35ef7728-4761-41dd-8a7b-f1112a26f840\n",
    stderr: "",
  });
});

test("without a token it fails, and says what it has read", () => {
  const { status, stdout, stderr } = run([], "a log\n");
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^standard input: [^\n]+\n$/);
});

test("it loads neither Pulumi nor an HTTP client", () => {
  const script = `require(${JSON.stringify(command)}); process.on("exit", () => console.log(Object.keys(require.cache).join("\\n")))`;
  const { stdout } = spawnSync(process.execPath, ["-e", script], { input: token, encoding: "utf8" });
  expect(stdout).toContain("datadog-token-id.js");
  expect(stdout).not.toMatch(/node_modules\/(@pulumi|axios)\//);
});
