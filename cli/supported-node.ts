/**
 * Ends a command on a Node.js that is too old for the package, in words: what is imported after it would fail with a trace.
 * npm only warns of an old one when it installs. The first that takes ESM-only packages from `require()` is 22.12.
 */
const { node } = process.versions;
const [major = 0, minor = 0] = node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `This command needs Node.js 22.12 or newer, and this is ${node}. Install a newer one: https://nodejs.org/\n`,
  );
  process.exit(1);
}
