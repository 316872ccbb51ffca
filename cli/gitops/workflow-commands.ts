import { randomUUID } from "node:crypto";
import type { GitopsSurroundings } from "./gitops-surroundings";

/** The commands whose standard output is the input of another program, so nothing may be added to it. */
const forPrograms: readonly string[] = ["find-comment", "--alerts", "--json"];

/**
 * Lets GitHub's runner take no line that is printed meanwhile for a command of its own (`::error::`, `::add-mask::`): lists,
 * reports and programs are quoted in it. The runner's own means is a word that nobody can know before.
 *
 * It is said on standard error and taken back on standard output: the runner reads the first of both streams first, so
 * nothing of either stands outside.
 */
export async function withoutWorkflowCommands<Result>(
  args: readonly string[],
  { environment, print, warn }: Pick<GitopsSurroundings, "environment" | "print" | "warn">,
  work: () => Promise<Result>,
): Promise<Result> {
  if (environment["GITHUB_ACTIONS"] !== "true" || forPrograms.some((each) => args.includes(each))) {
    return work();
  }
  const word = randomUUID();
  warn(`::stop-commands::${word}\n`);
  try {
    return await work();
  } finally {
    print(`::${word}::\n`);
  }
}
