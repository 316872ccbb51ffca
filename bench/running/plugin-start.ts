import { spawn } from "node:child_process";
import { dirname, join } from "node:path";

/** Compiles a file as Node.js does when it loads it, and ends. */
const compileOnly =
  'new (require("node:vm").Script)(require("node:fs").readFileSync(process.argv[1], "utf8"))';

/**
 * Starts the plugin, and ends it once it tells its port; or, as the floor, a Node.js that only compiles the plugin's bundle.
 *
 * @param plugin - the executable
 * @param env - with the `PULUMI_HOME` in which the plugin has left its compiled bundle
 * @returns the seconds from the start of the process to its first line, or to its end.
 */
export function measurePluginStart(
  process: "plugin" | "floor",
  plugin: string,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const bundle = join(dirname(plugin), "plugin.cjs");
  const start = performance.now();
  const child =
    process === "plugin"
      ? spawn(plugin, [], { env, stdio: ["ignore", "pipe", "inherit"] })
      : spawn("node", ["-e", compileOnly, bundle], { env, stdio: ["ignore", "pipe", "inherit"] });
  let seconds: number | undefined;
  child.stdout.once("data", () => {
    seconds = (performance.now() - start) / 1000;
    child.kill("SIGKILL");
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => {
      resolve(seconds ?? (performance.now() - start) / 1000);
    });
  });
}
