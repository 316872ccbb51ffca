/** Calls back regularly until the function that it returns is called. */
export type Every = (periodMs: number, callBack: () => void) => () => void;

/** An interval that does not keep the process alive. */
export const everyUnref: Every = (periodMs, callBack) => {
  const timer = setInterval(callBack, periodMs);
  timer.unref();
  return () => clearInterval(timer);
};
