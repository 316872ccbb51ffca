/**
 * The directions of imports between the rooms of this repository, which stand in tools/lint/houses.mjs; `npm run lint` holds
 * them.
 *
 * @typedef {import("./tools/lint/houses.mjs").House} House
 */
import { doors, houses } from "./tools/lint/houses.mjs";

/** @param {string} text */
function escaped(text) {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/**
 * The regular expression for the paths of a room. Of a file and the files beside it, the file comes first in a house.
 *
 * @param {string} room
 * @param {string[]} others the other rooms of the house
 */
function pathOf(room, others) {
  const [, folder, extension] = /^(.+\/)\*([.]\w+)$/.exec(room) ?? [];
  if (folder === undefined || extension === undefined) {
    return `^${escaped(room)}`;
  }
  const named = others.filter((other) => other.startsWith(folder) && other.endsWith(extension));
  const except = named.map((other) => `(?!${escaped(other.slice(folder.length))}$)`).join("");
  return `^${escaped(folder)}${except}[^/]+${escaped(extension)}$`;
}

/**
 * A rule for each room of a house: nothing that stands above it is imported.
 *
 * @param {House} house
 */
function downOnly({ name, rooms }) {
  const names = rooms.map(({ room }) => room);
  const paths = names.map((room) =>
    pathOf(
      room,
      names.filter((other) => other !== room),
    ),
  );
  return paths.slice(1).map((path, index) => ({
    name: `${name}-down-only`,
    comment: `${names[index + 1]} imports only what stands below it.`,
    severity: /** @type {const} */ ("error"),
    from: { path },
    to: { path: paths.slice(0, index + 1) },
  }));
}

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-circular",
      comment: "Files that import each other, types included, can't be understood one at a time.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    ...houses.flatMap(downOnly),
    {
      name: "provider-below-sdk",
      comment: "The provider knows nothing of the programs and commands above it.",
      severity: "error",
      from: { path: "^provider" },
      to: { path: "^(sdk|cli|plugin|policy)/" },
    },
    {
      name: "two-doors-into-the-provider",
      comment:
        "What stands above the provider shares its schema and what is known of a token's text, and nothing else.",
      severity: "error",
      from: { path: "^(sdk|cli)/" },
      to: { path: "^provider/", pathNot: doors.map((room) => `^${escaped(room)}`) },
    },
    {
      name: "nothing-above-the-plugin",
      comment: "The plugin is a door of its own: no program and no command goes through it.",
      severity: "error",
      from: { path: "^(sdk|cli|policy|simulator)/" },
      to: { path: "^plugin/" },
    },
    {
      name: "plugin-without-programs",
      comment:
        "Of the classes that programs import, the plugin shares what reads leaked tokens, lists and reports, and no Pulumi runtime with them.",
      severity: "error",
      from: { path: "^plugin/" },
      to: {
        path: "^(cli/|sdk/index|sdk/resources/|node_modules/@pulumi/pulumi/(?!proto/))",
        pathNot: "^sdk/resources/(token-source|batch-sources|batched-revocation|decisive-properties)[.]ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "datadog-knows-no-pulumi",
      comment: "provider/datadog speaks HTTP.",
      severity: "error",
      from: { path: "^provider/datadog/" },
      to: { path: "node_modules/@pulumi/" },
    },
    {
      name: "provider-knows-no-http",
      comment: "Requests are made in provider/datadog alone.",
      severity: "error",
      from: { path: "^(provider|sdk|cli|plugin)/", pathNot: "^provider/datadog/" },
      to: { path: "node_modules/(axios|p-retry)/" },
    },
    {
      name: "cli-knows-no-engine",
      comment: "The commands run pulumi as a person would.",
      severity: "error",
      from: { path: "^cli/" },
      to: { path: "node_modules/@pulumi/" },
    },
    {
      name: "simulator-stands-alone",
      comment:
        "The simulator is judged by the official client, not by our own code; the package does without it.",
      severity: "error",
      from: { path: "^simulator/" },
      to: { path: "^(sdk|cli|provider|plugin|policy)/" },
    },
    {
      name: "package-without-simulator",
      severity: "error",
      from: { path: "^(sdk|cli|provider|plugin|policy)/" },
      to: { path: "^simulator/" },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(dist|node_modules/[.]cache)/" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "types"] },
  },
};
