/** A setting that is missing or wrong: the message names the setting and says what to set, and never echoes a credential. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}
