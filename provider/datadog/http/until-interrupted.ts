/**
 * Waits for an answer that others may wait for, too: an interruption ends the waiting, and not the question.
 *
 * @param instead - makes what is returned when the interruption comes first.
 */
export function untilInterrupted<Answer, Instead>(
  answer: Promise<Answer>,
  interruption: AbortSignal | undefined,
  instead: (interruption: AbortSignal) => Instead,
): Promise<Answer | Instead> {
  if (interruption === undefined) {
    return answer;
  }
  return new Promise((resolve, reject) => {
    const stop = () => {
      resolve(instead(interruption));
    };
    answer.then(resolve, reject).finally(() => {
      interruption.removeEventListener("abort", stop);
    });
    if (interruption.aborted) {
      stop();
    } else {
      interruption.addEventListener("abort", stop);
    }
  });
}

/** The words for what ended an operation, fit to follow "before". */
export function interruptionReason({ reason }: AbortSignal): string {
  return reason instanceof Error ? reason.message : "the run was interrupted";
}
