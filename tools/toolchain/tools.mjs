import { findGoTool } from "../go/go-tool.mjs";
import { findGo } from "../go/go-toolchain.mjs";
import { findSdkGenerator } from "../go/sdk-generator.mjs";
import { findLanguageHosts } from "../pulumi/language-hosts.mjs";
import { findPulumi } from "../pulumi/pulumi-cli.mjs";
import { findDatadogPythonClient } from "../python/datadog-python-client.mjs";
import { findEmbeddedPostgres } from "../python/embedded-postgres.mjs";
import { scanners } from "./scanners.mjs";
import { findPulumiPython } from "../python/pulumi-python.mjs";

/** @typedef {import("../go/go-tool.mjs").GoTool} GoTool */

/** The first version with `--max-decode-depth`; its commands `git`, `dir` and `stdin` are those of 8.19. */
const oldestGitleaks = "8.20.0";

/** @type {Record<"gitleaks" | "act" | "actionlint", GoTool>} */
const goTools = {
  gitleaks: {
    command: "gitleaks",
    goModule: "github.com/zricethezav/gitleaks/v8",
    versionVariable: "github.com/zricethezav/gitleaks/v8/version.Version",
    askVersion: "version",
    minimumVersion: oldestGitleaks,
    takes: "about half a minute",
    install:
      "as https://github.com/gitleaks/gitleaks#installing says (for example with `brew install gitleaks`)",
  },
  act: {
    command: "act",
    goModule: "github.com/nektos/act",
    askVersion: "--version",
    minimumVersion: "0.2.80",
    takes: "about half a minute",
    install: "as https://nektosact.com/installation/ says (for example with `brew install act`)",
  },
  actionlint: {
    command: "actionlint",
    goModule: "github.com/rhysd/actionlint",
    commandPath: "/cmd/actionlint",
    versionVariable: "github.com/rhysd/actionlint.version",
    askVersion: "--version",
    minimumVersion: "1.7.0",
    takes: "about 10 seconds",
    install:
      "as https://github.com/rhysd/actionlint#quick-start says (for example with `brew install actionlint`)",
  },
};

/**
 * @param {GoTool} tool
 * @returns {Find}
 */
function toolOf(tool) {
  return (surroundings) => findGoTool(tool, surroundings);
}

/** @typedef {(surroundings: import("../sources/tool-source.mjs").Surroundings) => Promise<import("../sources/tool-source.mjs").FirstFound>} Find */

/** The tools that a command may ask for, by name: each is found, or brought. */
export const tools = {
  gitleaks: toolOf(goTools.gitleaks),
  act: toolOf(goTools.act),
  actionlint: toolOf(goTools.actionlint),
  pulumi: findPulumi,
  "pulumi-languages": findLanguageHosts,
  "sdk-generator": findSdkGenerator,
  go: findGo,
  "datadog-python-client": findDatadogPythonClient,
  "pulumi-python": findPulumiPython,
  "embedded-postgres": findEmbeddedPostgres,
  ...scanners,
};
