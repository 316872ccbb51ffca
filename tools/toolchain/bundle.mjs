import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A shell script that starts a bundle which lies beside it. It follows links, since npm's `bin` is one, and says what is
 * missing.
 *
 * @param {string} command the script's own name, for its message
 * @param {string} start the last line: `$here` is the folder of the script
 */
export function shellStart(command, start) {
  return `#!/bin/sh
if ! command -v node >/dev/null 2>&1; then
  echo "${command} needs Node.js 22.12 or newer, and there is no node on PATH." >&2
  exit 1
fi
case $0 in
  */*) self=$0 ;;
  *) self=./$0 ;;
esac
while [ -L "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=\${self%/*}/$target ;;
  esac
done
here=\${self%/*}
${start}
`;
}

/**
 * The first line of a bundle, which an older Node.js understands, too.
 *
 * @param {string} command
 */
export function versionCheck(command) {
  return `(function () {
  var version = process.versions.node.split(".").map(Number);
  if (version[0] < 22 || (version[0] === 22 && version[1] < 12)) {
    console.error("${command} needs Node.js 22.12 or newer, and this is " + process.versions.node + ".");
    process.exit(1);
  }
})();`;
}

/**
 * Of zod's words in forty languages nothing is used, and every byte of a bundle is parsed at each start.
 *
 * @type {import("esbuild").Plugin}
 */
export const zodInEnglish = {
  name: "zod in English",
  setup({ onResolve }) {
    onResolve({ filter: /^[.][.][/]locales[/]index[.]c?js$/ }, ({ path, resolveDir }) => ({
      path: `${resolveDir}/${path.replace("index", "en")}`,
    }));
  },
};

/**
 * Of axios, what sends forms, and what uses Node.js's own fetch: nothing here does, and both would be loaded before the
 * first request, with a table of all media types.
 *
 * @type {import("esbuild").Plugin}
 */
export const axiosWithoutForms = {
  name: "axios without forms",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^form-data$/ }, ({ path }) => ({ path, namespace: "without-forms" }));
    onResolve({ filter: /^[.][/]fetch[.]js$/ }, ({ path, resolveDir }) =>
      /[\\/]axios[\\/]lib[\\/]adapters$/.test(resolveDir) ? { path, namespace: "without-fetch" } : undefined,
    );
    onLoad({ filter: /./, namespace: "without-forms" }, () => ({
      contents: "module.exports = class FormData {};",
    }));
    onLoad({ filter: /./, namespace: "without-fetch" }, () => ({
      contents: "export const getFetch = () => undefined;",
    }));
  },
};

/**
 * A bundle's text in ASCII, which esbuild leaves as it is in regular expressions and in the raw text that they are made
 * from: one letter beyond Latin-1, and V8 keeps two bytes for each of the whole file.
 *
 * @param {string} text
 */
export function inAscii(text) {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** @type {import("esbuild").BuildOptions} */
export const bundleOptions = {
  bundle: true,
  minify: true,
  platform: "node",
  target: "node22",
  format: "cjs",
  legalComments: "eof",
  logLevel: "error",
};

/**
 * The package's version, written into a bundle: from there its package.json may be out of reach.
 *
 * @param {string} checkout
 * @returns {Record<string, string>} esbuild's `define`
 */
export function bundledVersion(checkout) {
  const { version } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
  return { bundledVersion: JSON.stringify(version) };
}
