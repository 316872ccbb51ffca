/** The way to the person at `pulumi`. */
export interface MessageLog {
  /** Shows a warning to the person at `pulumi`; never throws, so that a lost warning undoes no revocation. */
  warn(message: string): Promise<void>;
  /** Shows a message that is no warning; never throws. */
  info(message: string): Promise<void>;
}
