import { keys } from "./incident";
import type { RevocationStack } from "./revocation-stack";

/**
 * Expects neither a key nor a stack trace in anything that a stack keeps or has printed.
 *
 * @param texts - tokens' texts, or parts of them, that must not be there either.
 */
export async function expectNoSecret(stack: RevocationStack, texts: readonly string[] = []): Promise<void> {
  const everything = (await stack.everythingKept()) + stack.transcript;
  for (const secret of [...texts, ...Object.values(keys)]) {
    expect(everything.includes(secret)).toBe(false);
  }
  expect(everything).not.toMatch(/^\s+at .*\(.*:\d+:\d+\)/m);
}
