import { createRequire } from "node:module";
import { objectIn, textIn } from "../api/json-api";

/** The version as the bundle of the plugin has it written in; not there anywhere else. */
declare const bundledVersion: string | undefined;

/**
 * This package's version, from its `package.json`, which is found by the package's own name: so it is the same from the
 * sources, from `dist` and from a user's `node_modules`. If it can't be read, it is `unknown`.
 */
export function packageVersion(): string {
  if (typeof bundledVersion === "string") {
    return bundledVersion;
  }
  try {
    const manifest: unknown = createRequire(__filename)("pulumi-datadog-token-revocation/package.json");
    return textIn(objectIn(manifest)["version"]) ?? "unknown";
  } catch {
    return "unknown";
  }
}
