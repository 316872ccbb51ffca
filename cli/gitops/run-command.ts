import { spawn } from "node:child_process";
import { redactTokenText } from "../../provider/datadog/token/redact";
import { CredentialMask } from "./credentials/credential-mask";

/** The end of a command. */
export interface CommandEnd {
  exitCode: number;
  /** Standard output. */
  stdout: string;
  /** Standard error, without credentials. */
  stderr: string;
  /** Standard output and error, as they came, without a token's secret part, and without credentials. */
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
  const mask = new CredentialMask(process.env);
  const [toStdout, toStderr] = [process.stdout, process.stderr].map((stream) =>
    mask.stream((text) => stream.write(text)),
  );
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    output += text;
    if (isShown) {
      toStdout?.pass(text);
    }
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    output += text;
    if (isShown) {
      toStderr?.pass(text);
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
    return { exitCode, stdout, stderr: mask.of(stderr), output: mask.of(redactTokenText(output)) };
  } finally {
    toStdout?.end();
    toStderr?.end();
    for (const signal of signals) {
      process.off(signal, passOn);
    }
  }
};
