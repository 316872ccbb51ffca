/**
 * The rooms of this repository, from the top to the ground floor: the only place where they are written. The rules of
 * `.dependency-cruiser.mjs` hold the directions that follow from them, `npm run rooms` writes the README's table.
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
export const doors = [
  "provider/schema/",
  "provider/datadog/token/",
  // Whoever locates a leaked token sends its text, and holds it as a secret until then.
  "provider/datadog/locate/",
  "provider/datadog/http/secret.ts",
  // Whose an account is, only its own credentials tell.
  "provider/session/session.ts",
  // A doctor reads the server's time from the responses to a session's own requests.
  "provider/datadog/http/send-request.ts",
];

/** @type {House[]} */
export const houses = [
  {
    name: "entrances",
    title: "The package's programs and commands",
    rooms: [
      { room: "cli/gitops/", is: "`datadog-token-gitops`: runs `pulumi` as a person would" },
      { room: "cli/token-id/", is: "`datadog-token-id`: prints the ids of leaked tokens" },
      { room: "cli/*.ts", is: "what every command begins with" },
      { room: "sdk/*.ts", is: "what a program imports" },
      { room: "sdk/resources/", is: "the resource classes: arguments in, inputs for the provider out" },
      { room: "sdk/inputs/", is: "arguments read into inputs, without Pulumi: for the plugin, too" },
      { room: "sdk/list/", is: "a list of revocations in git, read and checked" },
      { room: "sdk/locate/", is: "leaked tokens, asked themselves where they are at home" },
      { room: "sdk/reports/", is: "scanners' reports, read for leaked tokens" },
    ],
    doors,
  },
  {
    name: "plugin",
    title: "The provider plugin, for every other language: speaks gRPC over the provider",
    rooms: [
      { room: "plugin/*.ts", is: "the process that the engine starts, and its calls by name" },
      { room: "plugin/calls/", is: "each call: a message in, a message out" },
      { room: "plugin/functions/", is: "what a program may ask without a resource" },
      { room: "plugin/instance/", is: "one provider: its inputs, its messages, what ends its operations" },
      { room: "plugin/inputs/", is: "a program's inputs, read into those of the lifecycle" },
      { room: "plugin/schema/", is: "arguments, outputs and words, as every language's SDK has them" },
      { room: "plugin/wire/", is: "values, secrets, unknowns and errors as gRPC carries them" },
    ],
  },
  {
    name: "reports",
    title: "Reading reports, in `sdk/reports`",
    rooms: [
      {
        room: "sdk/reports/*.ts",
        is: "a report from its first byte to its tokens, and what is said of them",
      },
      { room: "sdk/reports/scan/", is: "a report's bytes, searched for what is worth reading" },
      { room: "sdk/reports/bytes/", is: "the search itself: many bytes at a time, in WebAssembly" },
      { room: "sdk/reports/json/", is: "what stands around a place in JSON, and the tokens in it" },
      { room: "sdk/reports/formats/", is: "what formats call things, and what they hide" },
      { room: "sdk/reports/packed/", is: "archives" },
      { room: "sdk/reports/findings/", is: "what is collected, and how a place is shown" },
      { room: "sdk/reports/text/", is: "a text's encoding, and the tokens in it" },
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
      { room: "tools/scanners/", is: "the parts of `npm run scanners`" },
      { room: "tools/release/", is: "the parts of `npm run release`" },
      { room: "tools/docs/", is: "pages that are written from the code's own tables" },
      { room: "tools/torture/rows/", is: "each way to interrupt an update, and the way on" },
      { room: "tools/torture/*.mjs", is: "the parts of `npm run torture`" },
      { room: "tools/archives/", is: "the parts of `npm run archives`" },
      { room: "tools/lint/", is: "checks that no linter brings, and this table" },
      { room: "tools/toolchain/", is: "what a command needs on a fresh machine" },
      { room: "tools/pulumi/", is: "Pulumi's CLI and its language hosts, found or brought" },
      { room: "tools/python/", is: "commands of packages from PyPI, and Pythons that have some" },
      { room: "tools/npm/", is: "commands of packages from npm" },
      { room: "tools/go/", is: "commands that are built with Go" },
      {
        room: "tools/codegen/",
        is: "one of them: writes SDKs for the plugin's schema with Pulumi's own generators",
      },
      { room: "tools/sources/", is: "where a tool may come from" },
      { room: "tools/running/", is: "child processes, signals, and what is said meanwhile" },
    ],
  },
];
