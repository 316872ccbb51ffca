import type { dynamic } from "@pulumi/pulumi";
import { redactTokenText } from "../datadog";

/**
 * An error as a person at `pulumi` should see it. The dynamic-provider process prints `${error}: ${error.stack}` of
 * what check, diff, read and delete throw: so the one is a short name here and the other the message.
 */
class DiagnosticError extends Error {
  override readonly name = "datadog";
  override readonly stack: string;

  constructor(error: Error) {
    super(redactTokenText(error.message));
    this.stack = this.message;
    // What keeps a half-made resource in the state.
    for (const key of ["id", "properties", "reasons"] as const) {
      if (key in error) {
        Object.assign(this, { [key]: (error as Error & Record<typeof key, unknown>)[key] });
      }
    }
  }

  override toString(): string {
    return this.name;
  }
}

const methods = ["configure", "check", "diff", "create", "read", "update", "delete"] as const;

/** The same provider, whose errors carry no stack and no leaked token into a user's diagnostics. */
export function withReadableErrors(provider: dynamic.ResourceProvider): dynamic.ResourceProvider {
  const wrapped: Record<string, unknown> = {};
  for (const method of methods) {
    const original = provider[method]?.bind(provider) as
      ((...args: unknown[]) => Promise<unknown>) | undefined;
    if (original) {
      wrapped[method] = (...args: unknown[]) => original(...args).catch(rethrowReadable);
    }
  }
  return wrapped as unknown as dynamic.ResourceProvider;
}

function rethrowReadable(error: unknown): never {
  throw new DiagnosticError(error instanceof Error ? error : new Error(String(error)));
}
