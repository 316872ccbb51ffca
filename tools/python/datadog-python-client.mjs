import { findPythonPackages } from "./python-packages.mjs";

/** @type {import("./python-packages.mjs").PythonPackages} */
const client = {
  command: "datadog-python-client",
  called: "Datadog's Python client",
  askVersion: ["-c", "from datadog_api_client.version import __version__; print(__version__)"],
  minimumPython: "3.10.0",
  takes: "about 10 seconds",
};

/**
 * Brings Datadog's official Python client, as a Python that has it and nothing of the machine's own packages.
 *
 * @param {import("../sources/tool-source.mjs").Surroundings} surroundings
 * @throws {Error} if it can't be had: how to get Python, and what was tried
 */
export function findDatadogPythonClient(surroundings) {
  return findPythonPackages(client, surroundings);
}
