import { findPythonTool } from "./python-tool.mjs";

/**
 * Brings Datadog's official Python client: a Python that has it, and nothing of the machine's own packages.
 *
 * @param {import("../sources/tool-source.mjs").Surroundings} surroundings
 * @throws {Error} if it can't be had: how to get Python, and what was tried
 */
export function findDatadogPythonClient(surroundings) {
  return findPythonTool(
    {
      command: "datadog-python-client",
      name: "Datadog's Python client",
      minimumVersion: "3.10.0",
      options: "-I ",
      askVersion: "from datadog_api_client.version import __version__; print(__version__)",
      takes: "about 10 seconds",
    },
    surroundings,
  );
}
