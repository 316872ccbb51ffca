import { RunError } from "@pulumi/pulumi";
import { redactTokenText } from "../../provider/datadog/token/redact";

/** The names of a class's arguments. */
export type KnownArguments<Args> = Readonly<Record<keyof Required<Args>, true>>;

/**
 * Refuses arguments that a class does not have. In a program that no compiler looks at, a misspelt one would be passed over:
 * the tokens of `tokenId` in a batch would live, and those of `revokeon: "delete"` would be revoked at once.
 *
 * @throws RunError that names them.
 */
export function refuseUnknownArguments<Args extends object>(
  name: string,
  args: Args,
  known: KnownArguments<Args>,
): void {
  const unknown = Object.entries(args).flatMap(([argument, value]) =>
    value === undefined || Object.hasOwn(known, argument) ? [] : [redactTokenText(argument)],
  );
  if (unknown.length > 0) {
    throw new RunError(
      `The resource "${name}" is given what it does not know: ${unknown.join(", ")}. It takes ${Object.keys(known).join(", ")}.`,
    );
  }
}
