/** A clock that is set by TORTURE_SHIFT_MS on SIGUSR2, and back by the next one: loaded before a Node.js process's own code. */
const now = Date.now.bind(Date);
const shiftMs = Number(process.env.TORTURE_SHIFT_MS ?? "0");
let isShifted = false;
process.on("SIGUSR2", () => (isShifted = !isShifted));

const shiftedNow = () => now() + (isShifted ? shiftMs : 0);
globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length === 0 ? [shiftedNow()] : given));
  }
  static now() {
    return shiftedNow();
  }
};
