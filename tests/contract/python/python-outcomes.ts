import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { AcceptedCredentials } from "datadog-token-simulator";

/** One call of the official Python client: its name, and its arguments. */
export type Call = readonly [
  name:
    | "list"
    | "listWithLeaks"
    | "getWithLeak"
    | "get"
    | "revoke"
    | "listOfAccount"
    | "getOfAccount"
    | "revokeOfAccount"
    | "currentUser"
    | "validate"
    | "validateKeys"
    | "rolePermissions",
  ...ids: readonly string[],
];

/** The official Python client's outcomes of these calls, told by `official_client.py`. */
export async function pythonOutcomes(
  url: string,
  credentials: AcceptedCredentials,
  calls: readonly Call[],
): Promise<unknown[]> {
  const { PATH } = process.env;
  // Nothing else of the environment: the client reads credentials from there.
  const python = spawn("datadog-python-client", [join(__dirname, "official_client.py")], { env: { PATH } });
  const failed = new Promise<never>((_resolve, reject) => {
    python.once("error", (cause) => {
      reject(
        new Error("datadog-python-client is missing. Run the tests with `npm test`, which brings it.", {
          cause,
        }),
      );
    });
  });
  python.stdin.on("error", () => undefined).end(JSON.stringify({ url, credentials, calls }));
  const ended = Promise.all([text(python.stdout), text(python.stderr)]);
  const [stdout, stderr] = await Promise.race([ended, failed]);
  expect(stderr).toBe("");
  return JSON.parse(stdout) as unknown[];
}
