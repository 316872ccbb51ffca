/**
 * The rooms of this repository and the directions of imports between them, and the only place where they are written:
 * `npm run lint` holds them, `npm run rooms` writes the table in the README from them.
 *
 * @typedef {object} Room
 * @property {string} room a folder with all that is below it, or `folder/*.ts`: the files beside its rooms
 * @property {string} is in a few words
 *
 * @typedef {object} House
 * @property {string} name what its rule is called
 * @property {string} title
 * @property {Room[]} rooms from the top to the ground floor: a room imports from itself and from rooms below it
 * @property {string[]} [doors] the rooms of other houses that may be imported
 */

/** The provider's rooms that programs and commands share. */
const doors = [
  "provider/schema/",
  "provider/datadog/token/",
  // Whoever locates a leaked token sends its text, and holds it as a secret until then.
  "provider/datadog/locate/",
  "provider/datadog/http/secret.ts",
];

/** @type {House[]} */
export const houses = [
  {
    name: "entrances",
    title: "The package's programs and commands",
    rooms: [
      { room: "cli/gitops/", is: "`datadog-token-gitops`: runs `pulumi` as a person would" },
      { room: "cli/token-id/", is: "`datadog-token-id`: prints the ids of leaked tokens" },
      { room: "sdk/*.ts", is: "what a program imports" },
      { room: "sdk/resources/", is: "the resource classes: arguments in, inputs for the provider out" },
      { room: "sdk/list/", is: "a list of revocations in git, read and checked" },
      { room: "sdk/locate/", is: "leaked tokens, asked themselves where they are at home" },
      { room: "sdk/reports/", is: "scanners' reports, read for leaked tokens" },
    ],
    doors,
  },
  {
    name: "reports",
    title: "Reading reports, in `sdk/reports`",
    rooms: [
      {
        room: "sdk/reports/*.ts",
        is: "a report from its first byte to its tokens, and what is said of them",
      },
      { room: "sdk/reports/formats/", is: "one reader a format" },
      { room: "sdk/reports/json/", is: "JSON of any size, one element at a time" },
      { room: "sdk/reports/findings/", is: "what a reader gets and collects" },
      { room: "sdk/reports/text/", is: "tokens in a text that comes in pieces" },
    ],
  },
  {
    name: "provider",
    title: "The provider, which speaks Pulumi",
    rooms: [
      { room: "provider/*.ts", is: "what the engine loads" },
      { room: "provider/resources/", is: "check, diff, create, read, update and delete of each resource" },
      { room: "provider/check/", is: "checks, diffs, and the cap on new revocations" },
      { room: "provider/revocation/", is: "plan, apply and refresh: observe, revoke, verify" },
      { room: "provider/tasks/", is: "many tokens at once: concurrency, watchdog, progress" },
      { room: "provider/session/", is: "settings, credentials, one client a site, the engine's log" },
      { room: "provider/messages/", is: "warnings and their wording" },
      { room: "provider/schema/", is: "inputs, options and states, and how a state is written" },
      { room: "provider/datadog/", is: "the API client" },
    ],
  },
  {
    name: "datadog",
    title: "The API client, which speaks HTTP",
    rooms: [
      { room: "provider/datadog/*.ts", is: "the client: revoke, find, list" },
      { room: "provider/datadog/locate/", is: "which site accepts a leaked token, asked with its own text" },
      { room: "provider/datadog/errors/", is: "from a call's result to an error with advice" },
      { room: "provider/datadog/retry/", is: "the loop of attempts, and its policy" },
      { room: "provider/datadog/rate-limit/", is: "when a request may leave: queue, limit, window" },
      { room: "provider/datadog/http/", is: "one request: credentials, proxy, time-out" },
      { room: "provider/datadog/api/", is: "endpoints and bodies" },
      { room: "provider/datadog/token/", is: "a token's id and text, redaction, sites: pure functions" },
    ],
  },
  {
    name: "simulator",
    title: "The simulator, a package of its own",
    rooms: [
      { room: "simulator/cli.ts", is: "`datadog-token-simulator`" },
      { room: "simulator/command-line/", is: "its options and what it prints" },
      { room: "simulator/*.ts", is: "what a program imports: `startSimulator`" },
      { room: "simulator/api/", is: "the HTTP server, its endpoints and answers" },
      {
        room: "simulator/requests/",
        is: "what a request showed, the ledger, and the rules of a good client",
      },
      { room: "simulator/faults/", is: "what goes wrong on demand, and the rate limit" },
      { room: "simulator/tokens/", is: "the organisation's tokens" },
    ],
  },
  {
    name: "policy",
    title: "The policy pack",
    rooms: [{ room: "policy/", is: "guard rails for stacks; imports the package by its name" }],
  },
  {
    name: "bench",
    title: "The benchmark",
    rooms: [
      { room: "bench/*.ts", is: "`npm run bench`: measures, and writes the report" },
      { room: "bench/plots/", is: "the report's pictures" },
      { room: "bench/sections/", is: "the report's sections" },
      { room: "bench/tables/", is: "what is measured, and how often" },
      { room: "bench/baselines/", is: "what the package is compared with" },
      { room: "bench/floor/", is: "the least that a run can take" },
      { room: "bench/programs/", is: "the Pulumi programs that are measured" },
      { room: "bench/reports/", is: "reports with planted tokens" },
      { room: "bench/results/", is: "samples, their statistics, and the targets" },
      { room: "bench/running/", is: "processes, stacks and simulators that are measured" },
    ],
  },
  {
    name: "tools",
    title: "The set-up and the repository's own commands",
    rooms: [
      { room: "tools/*.mjs", is: "what npm's scripts run" },
      { room: "tools/demo/", is: "the parts of `npm run demo`" },
      { room: "tools/docs/", is: "pages that are written from the code's own tables" },
      { room: "tools/lint/", is: "checks that no linter brings, and this table" },
      { room: "tools/toolchain/", is: "what a command needs on a fresh machine" },
      { room: "tools/pulumi/", is: "Pulumi's CLI, found or brought" },
      { room: "tools/python/", is: "Datadog's Python client, for the contract tests" },
      { room: "tools/go/", is: "commands that are built with Go" },
      { room: "tools/sources/", is: "where a tool may come from" },
      { room: "tools/running/", is: "child processes, signals, and what is said meanwhile" },
    ],
  },
];

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
      to: { path: "^(sdk|cli|policy)/" },
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
      from: { path: "^(provider|sdk|cli)/", pathNot: "^provider/datadog/" },
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
      to: { path: "^(sdk|cli|provider|policy)/" },
    },
    {
      name: "package-without-simulator",
      severity: "error",
      from: { path: "^(sdk|cli|provider|policy)/" },
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
