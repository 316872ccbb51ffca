import type { LocateMeans } from "../../provider/datadog/locate/locate-texts";
import type { Machine } from "./locks/lock-owner";
import type { RunCommand } from "./run-command";

/** The command's surroundings: it runs other commands and writes through them. */
export interface GitopsSurroundings {
  run: RunCommand;
  print: (text: string) => void;
  /** To standard error. */
  warn: (text: string) => void;
  environment: Readonly<Record<string, string | undefined>>;
  machine: Machine;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** A test's own network and time for asking Datadog. */
  locateMeans?: LocateMeans;
}
