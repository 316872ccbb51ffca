import * as pulumi from "@pulumi/pulumi";

/** Warns the person who runs the program of what a leaked text lacks. */
export function warnOfText(warning: string): void {
  void pulumi.log.warn(warning);
}
