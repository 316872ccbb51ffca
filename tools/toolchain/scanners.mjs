import { findGoTool } from "../go/go-tool.mjs";
import { findNpmTool } from "../npm/npm-tool.mjs";
import { findPythonPackages } from "../python/python-packages.mjs";

/** @typedef {import("../sources/tool-source.mjs").Surroundings} Surroundings */

/**
 * A scanner from PyPI, whose one command is called as the scanner is.
 *
 * @param {string} command
 * @param {string[]} more what it is told when it is asked for its version
 */
function fromPypi(command, ...more) {
  /** @type {import("../python/python-packages.mjs").PythonPackages} */
  const packages = {
    command,
    called: command,
    ownCommand: true,
    askVersion: ["--version", ...more],
    minimumPython: "3.10.0",
    takes: "about 10 seconds",
  };
  return (/** @type {Surroundings} */ surroundings) => findPythonPackages(packages, surroundings);
}

/** @type {import("../npm/npm-tool.mjs").NpmTool} */
const secretlint = { command: "secretlint", askVersion: ["--version"], takes: "about 10 seconds" };

/** @type {import("../go/go-tool.mjs").GoTool} */
const trufflehog = {
  command: "trufflehog",
  goModule: "github.com/trufflesecurity/trufflehog/v3",
  versionVariable: "github.com/trufflesecurity/trufflehog/v3/pkg/version.BuildVersion",
  askVersion: "--version",
  minimumVersion: "3.90.0",
  takes: "about 8 minutes",
  install:
    "as https://github.com/trufflesecurity/trufflehog#installation says (for example with `brew install trufflehog`)",
};

/** The scanners whose reports are read by the tests or by `npm run scanners`; gitleaks aside, which the demo needs, too. */
export const scanners = {
  betterleaks: fromPypi("betterleaks"),
  kingfisher: fromPypi("kingfisher"),
  "detect-secrets": fromPypi("detect-secrets"),
  secretlint: (/** @type {Surroundings} */ surroundings) => findNpmTool(secretlint, surroundings),
  semgrep: fromPypi("semgrep", "--disable-version-check"),
  trivy: fromPypi("trivy"),
  trufflehog: (/** @type {Surroundings} */ surroundings) => findGoTool(trufflehog, surroundings),
};
