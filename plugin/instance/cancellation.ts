/** The engine's word that a person has interrupted the run. */
export class Cancellation {
  #controller = new AbortController();

  /** Ends everything that is under way. The engine calls it at the end of every run, too, when nothing is. */
  cancel(): void {
    this.#controller.abort(new Error("Pulumi was interrupted"));
  }

  /** Begins anew: a plugin that is attached to serves one run after the other. */
  reset(): void {
    this.#controller = new AbortController();
  }

  /** The signal that ends everything. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * Runs with a signal that ends the operation: with the run, or when the time is over.
   *
   * @param timeoutSeconds - the time that the resource's `customTimeouts` allow; 0 for none.
   */
  async within<Result>(
    timeoutSeconds: number,
    run: (interruption: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    if (timeoutSeconds <= 0) {
      return run(this.#controller.signal);
    }
    const timeOut = new AbortController();
    const timer = setTimeout(() => {
      timeOut.abort(new Error(`the ${timeoutSeconds} s that customTimeouts allow were over`));
    }, timeoutSeconds * 1000);
    try {
      return await run(AbortSignal.any([this.#controller.signal, timeOut.signal]));
    } finally {
      clearTimeout(timer);
    }
  }
}
