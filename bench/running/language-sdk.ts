import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** The languages whose programs import a generated SDK. */
export type SdkLanguage = "python" | "go";

/** The place in a project where `pulumi package add` puts the SDK, and where programs look for it. */
const sdkPath = join("sdks", "datadog-token-revocation");

/**
 * Does what a person does before the first `pulumi up` of a program: generates its SDK, and installs it where that is due.
 *
 * @param project - the program's folder
 * @param schema - the plugin's, as JSON
 * @param path - the PATH that the program is to be run with
 * @returns the environment that the language's host needs.
 */
export async function prepareLanguage(
  language: SdkLanguage,
  project: string,
  schema: string,
  path = process.env["PATH"] ?? "",
): Promise<Record<string, string>> {
  const sdk = join(project, sdkPath);
  mkdirSync(join(project, "sdks"), { recursive: true });
  await generateSdk(language, sdk, schema);
  if (language === "python") {
    return installForPython(project, sdk, path);
  }
  await execute("go", ["build", "-o", join(project, "sdks", "compiled-once"), "."], {
    cwd: project,
    env: { ...process.env, ...withFlagsOfTheCli },
  });
  return withFlagsOfTheCli;
}

/** Writes an SDK with Pulumi's own generators: what `pulumi package add` does where the language host knows how to. */
export async function generateSdk(language: SdkLanguage, folder: string, schema: string): Promise<void> {
  const file = `${folder}.schema.json`;
  writeFileSync(file, schema);
  await execute("sdk-generator", [language, file, folder]);
}

/** The flags with which Pulumi's CLI was built: the two share the compiled parts of Pulumi's SDK. */
const withFlagsOfTheCli = { CGO_ENABLED: "0", GOWORK: "off", GOFLAGS: "-trimpath -buildvcs=false" };

/** Makes the virtual environment that the program's options name, with `pulumi` and the SDK in it. */
async function installForPython(project: string, sdk: string, path: string): Promise<Record<string, string>> {
  const packages = join(project, "packages");
  const offline = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index"];
  await execute("pulumi-python", ["-m", "pip", "install", ...offline, "--target", packages, sdk]);
  const bin = join(project, "venv", "bin");
  mkdirSync(bin, { recursive: true });
  for (const name of ["python", "python3"]) {
    writeFileSync(join(bin, name), '#!/bin/sh\nexec pulumi-python "$@"\n');
    chmodSync(join(bin, name), 0o755);
  }
  return { PATH: [bin, path].join(delimiter), PYTHONPATH: packages };
}
