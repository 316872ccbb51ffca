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

startPlugin({ version }, { engineAddress: engineAddressIn(process.argv.slice(2)) }).then(
  ({ port, loaded }) => {
    // The engine reads the first line.
    console.log(port);
    loaded.catch(fail);
  },
  fail,
);
