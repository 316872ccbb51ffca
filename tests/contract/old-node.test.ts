import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../support/engine/example-copy";

const { bin, engines } = JSON.parse(readFileSync(join(checkoutFolder, "package.json"), "utf8")) as {
  bin: Record<string, string>;
  engines: { node: string };
};
const commands = ["datadog-token-id", "datadog-token-gitops"];

/** Runs a command in a Node.js that says of itself to be of another version. */
function runOn(version: string, command: string) {
  const pretence = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: ${JSON.stringify(version)} } });`;
  const preload = `data:text/javascript,${encodeURIComponent(pretence)}`;
  const args = ["--import", preload, join(checkoutFolder, bin[command] ?? ""), "--help"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { status, stdout, stderr };
}

test.each(commands.flatMap((command) => ["20.19.5", "22.11.0"].map((version) => [command, version])))(
  "%s says on Node.js %s which one it needs, without a trace",
  (command = "", version = "") => {
    const { status, stdout, stderr } = runOn(version, command);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr.split("\n")).toEqual([
      expect.stringMatching(/^This command needs Node\.js 22\.12 or newer, and this is /),
      "",
    ]);
    expect(engines.node).toBe(">=22.12");
  },
);

test.each(commands)("%s runs on the oldest Node.js that the package takes", (command) => {
  expect(runOn("22.12.0", command)).toMatchObject({ status: 0, stderr: "" });
});
