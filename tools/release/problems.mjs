import { notesOf } from "./changelog.mjs";

/**
 * @typedef {object} Manifest the parts of a package.json that a release reads
 * @property {string} name
 * @property {string} version
 * @property {string} [repository] `github:owner/name`
 */

/**
 * @typedef {object} Release
 * @property {string} tag `v1.2.3`
 * @property {string} [repository] `owner/name` on GitHub, where the release is made; unknown on a person's own machine
 * @property {Manifest[]} manifests of the packages that are published
 * @property {string} changelog
 */

/**
 * Finds what stands against a release, in words for people, before anything is made or published.
 *
 * @param {Release} release
 * @returns {string[]} empty if nothing does
 */
export function problemsOf({ tag, repository, manifests, changelog }) {
  const version = tag.replace(/^v/, "");
  const problems = manifests.flatMap((manifest) => manifestProblems(manifest, { tag, version, repository }));
  if (notesOf(changelog, version) === undefined) {
    problems.push(
      `CHANGELOG.md has nothing below a heading "## ${version}". Name what stands below "## Unreleased" so.`,
    );
  }
  return problems;
}

/**
 * @param {Manifest} manifest
 * @param {{ tag: string, version: string, repository?: string | undefined }} wanted
 */
function manifestProblems(manifest, { tag, version, repository }) {
  const problems = [];
  if (tag !== `v${manifest.version}`) {
    problems.push(
      `${manifest.name} is of version ${manifest.version}, and the tag is ${tag}. Set "version" to ${version}, or tag v${manifest.version}.`,
    );
  }
  if (repository !== undefined && manifest.repository !== `github:${repository}`) {
    problems.push(
      `${manifest.name} names ${manifest.repository ?? "no repository"}, and is released from github:${repository}. Set "repository" to that: npm shows a package's provenance only if both are the same, and Pulumi downloads the plugin from there.`,
    );
  }
  return problems;
}
