import { constants } from "node:os";

/** @type {readonly NodeJS.Signals[]} */
const stopping = ["SIGINT", "SIGTERM", "SIGHUP"];

/** This process was told to stop while something it had started was running. */
export class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`Interrupted by ${signal}.`);
    this.name = "Interrupted";
    /** The exit code that a shell expects after this signal: 128 and its number. */
    this.exitCode = 128 + constants.signals[signal];
  }
}

/**
 * Passes on the signals that ask this process to stop, instead of stopping, until released.
 *
 * @param {(signal: NodeJS.Signals) => void} passOn
 * @returns {{ received: NodeJS.Signals | undefined, release: () => void }} `received`: the last signal that came
 */
export function forwardSignals(passOn) {
  /** @type {{ received: NodeJS.Signals | undefined, release: () => void }} */
  const forwarding = { received: undefined, release: () => {} };
  /** @param {NodeJS.Signals} signal */
  const onSignal = (signal) => {
    forwarding.received = signal;
    passOn(signal);
  };
  for (const signal of stopping) {
    process.on(signal, onSignal);
  }
  forwarding.release = () => {
    for (const signal of stopping) {
      process.off(signal, onSignal);
    }
  };
  return forwarding;
}
