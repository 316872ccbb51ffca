import { spawn } from "node:child_process";
import { redactTokenText } from "../../provider/datadog/token/redact";

/** The end of a command. */
export interface CommandEnd {
  exitCode: number;
  /** Standard output. */
  stdout: string;
  /** Standard error. */
  stderr: string;
  /** Standard output and error, as they came, without a token's secret part, and without credentials in addresses. */
  output: string;
}

/** Runs a command to its end. */
export type RunCommand = (
  command: string,
  args: readonly string[],
  options?: {
    isShown?: boolean;
    /** Variables beside those of this process. */
    environment?: Readonly<Record<string, string>>;
  },
) => Promise<CommandEnd>;

/** A text without the user and the password in an address, as in that of a database that keeps the state. */
export function withoutAddressCredentials(text: string): string {
  return text.replaceAll(/\/\/[^/\s"']*@/g, "//…@");
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs a command, shows its output as it comes unless told otherwise, and waits for its end whatever happens: a signal
 * is passed on once, so that Pulumi ends the calls under way and writes its state.
 *
 * @throws Error if it can't be started.
 */
export const runCommand: RunCommand = async (command, args, { isShown = true, environment = {} } = {}) => {
  const child = spawn(command, [...args], {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    // Seconds of type-checking the same program and policies again would be seconds of a living token.
    env: { PULUMI_NODEJS_TRANSPILE_ONLY: "true", ...process.env, ...environment },
  });
  let stdout = "";
  let stderr = "";
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    output += text;
    if (isShown) {
      process.stdout.write(text);
    }
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    output += text;
    if (isShown) {
      process.stderr.write(text);
    }
  });
  const passOn = (signal: NodeJS.Signals) => void child.kill(signal === "SIGHUP" ? "SIGTERM" : signal);
  for (const signal of signals) {
    process.on(signal, passOn);
  }
  try {
    const exitCode = await new Promise<number>((resolve, reject) => {
      child.once("error", (error) => {
        reject(new Error(`${command} could not be started (${error.message}). Is it installed?`));
      });
      child.once("close", (code) => {
        resolve(code ?? 1);
      });
    });
    return { exitCode, stdout, stderr, output: withoutAddressCredentials(redactTokenText(output)) };
  } finally {
    for (const signal of signals) {
      process.off(signal, passOn);
    }
  }
};
