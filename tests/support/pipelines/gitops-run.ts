import { gitopsCommand } from "../../../cli/gitops/gitops-command";
import type { GitopsSurroundings } from "../../../cli/gitops/gitops-surroundings";
import type { CommandEnd } from "../../../cli/gitops/run-command";

/** The only process that runs on the machine of these tests, `runner-1`. */
export const livingProcess = 4242;

/** A stack without a resource, in a backend that does not tell where it is. */
const defaults: Record<string, Partial<CommandEnd>> = {
  "pulumi stack": { stdout: "{}" },
  "pulumi whoami": { stdout: "{}" },
};

/** The answer of a command: its end, an error if it can't be started, or what it makes of the variables that it is given. */
export type Answer =
  Partial<CommandEnd> | Error | ((environment: Readonly<Record<string, string>>) => Partial<CommandEnd>);

/** Stands in for the commands that are run; the real ones are run in tests/e2e. Each takes the next of its answers. */
export async function runGitops(
  args: string[],
  answers: Record<string, Answer[]> = {},
  environment = {},
  locateMeans?: GitopsSurroundings["locateMeans"],
) {
  const commands: string[] = [];
  const environments: Readonly<Record<string, string>>[] = [];
  let printed = "";
  let warned = "";
  let time = 0;
  const slept: number[] = [];
  const status = await gitopsCommand(args, {
    run: (command, words, { environment: added = {} } = {}) => {
      commands.push([command, ...words].join(" "));
      environments.push(added);
      const called = `${command} ${words[0] ?? ""}`;
      const given = answers[called]?.shift() ?? defaults[called] ?? {};
      const answer = typeof given === "function" ? given(added) : given;
      if (answer instanceof Error) {
        return Promise.reject(answer);
      }
      const output = answer.output ?? [answer.stdout, answer.stderr].join("");
      return Promise.resolve({ exitCode: 0, stdout: "", stderr: "", ...answer, output });
    },
    print: (text) => (printed += text),
    warn: (text) => (warned += text),
    environment,
    ...(locateMeans !== undefined && { locateMeans }),
    machine: {
      host: "runner-1",
      seesAllProcesses: true,
      isRunning: (processId) => processId === livingProcess,
    },
    now: () => time,
    sleep: (ms) => {
      slept.push(ms);
      time += ms;
      return Promise.resolve();
    },
  });
  return { status, commands, environments, printed, warned, slept };
}

/** The commands that were run, by their first two words. */
export const actionsOf = (commands: readonly string[]) =>
  commands.map((command) => command.split(" ", 2).join(" "));
