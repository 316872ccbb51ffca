import type { MessageLog } from "../../../provider/session/message-log";

/** A log that nobody reads. */
export const silentLog: MessageLog = { warn: () => Promise.resolve(), info: () => Promise.resolve() };
