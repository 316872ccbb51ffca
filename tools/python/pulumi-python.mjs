import { findPythonPackages } from "./python-packages.mjs";

/** @type {import("./python-packages.mjs").PythonPackages} */
const sdk = {
  command: "pulumi-python",
  called: "Pulumi's Python SDK",
  takesOtherPackages: true,
  askVersion: ["-c", 'from importlib.metadata import version; print(version("pulumi"))'],
  minimumPython: "3.10.0",
  takes: "about half a minute",
};

/**
 * Brings Pulumi's Python SDK: a Python that has it. Programs find what they bring themselves by PYTHONPATH.
 *
 * @param {import("../sources/tool-source.mjs").Surroundings} surroundings
 * @throws {Error} if it can't be had: how to get Python, and what was tried
 */
export function findPulumiPython(surroundings) {
  return findPythonPackages(sdk, surroundings);
}
