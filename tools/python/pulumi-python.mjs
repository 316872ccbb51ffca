import { findPythonTool } from "./python-tool.mjs";

/**
 * Brings Pulumi's Python SDK: a Python that has it. Programs find what they bring themselves by PYTHONPATH.
 *
 * @param {import("../sources/tool-source.mjs").Surroundings} surroundings
 * @throws {Error} if it can't be had: how to get Python, and what was tried
 */
export function findPulumiPython(surroundings) {
  return findPythonTool(
    {
      command: "pulumi-python",
      name: "Pulumi's Python SDK",
      minimumVersion: "3.10.0",
      options: "",
      askVersion: 'from importlib.metadata import version; print(version("pulumi"))',
      takes: "about half a minute",
    },
    surroundings,
  );
}
