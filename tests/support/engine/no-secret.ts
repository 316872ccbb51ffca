import { keys } from "./incident";
import type { RevocationStack } from "./revocation-stack";

/** Neither a key nor the trace of a stack is in anything that a stack keeps or has printed. */
export async function expectNoSecret(stack: RevocationStack): Promise<void> {
  const everything = (await stack.everythingKept()) + stack.transcript;
  for (const secret of Object.values(keys)) {
    expect(everything).not.toContain(secret);
  }
  expect(everything).not.toMatch(/^\s+at .*\(.*:\d+:\d+\)/m);
}
