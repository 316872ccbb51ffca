/** Calls back every `periodMs` milliseconds until the returned function is called. */
export type Interval = (periodMs: number, callBack: () => void) => () => void;

/** An interval that does not keep the process alive. */
export const unrefInterval: Interval = (periodMs, callBack) => {
  const timer = setInterval(callBack, periodMs);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
};
