/** Recognises the errors of node:util's parseArgs for a command line that it does not take. */
export function isWrongOption(error: unknown): error is Error {
  return String((error as { code?: unknown } | undefined)?.code).startsWith("ERR_PARSE_ARGS_");
}
