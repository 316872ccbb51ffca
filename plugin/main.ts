import { version } from "../package.json";
import { startPlugin } from "./server";

/** The options of the engine's that have a value of their own. */
const withValue = ["--tracing", "-tracing"];

/** The engine's address is the first argument that is none of its options; without one the plugin waits to be attached to. */
function engineAddressIn(args: readonly string[]): string | undefined {
  return args.find((arg, index) => !arg.startsWith("-") && !withValue.includes(args[index - 1] ?? ""));
}

const fail = (error: unknown): never => {
  console.error(error);
  process.exit(1);
};

/** Calls back once the process that started this one is gone: this one then has another parent. */
function onceAlone(end: () => void): void {
  const starter = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== starter) {
      clearInterval(watch);
      end();
    }
  }, 1_000);
  watch.unref();
}

const engineAddress = engineAddressIn(process.argv.slice(2));

startPlugin({ version }, { engineAddress }).then(({ port, loaded, close }) => {
  // The engine reads the first line.
  console.log(port);
  loaded.catch(fail);
  if (engineAddress !== undefined) {
    // An engine that is killed does not stop its plugins. What is under way goes on, and keeps the process until its end.
    onceAlone(close);
  }
}, fail);
