/**
 * The directions of imports, and the only place where they are written. Each house lists its rooms from the top to the
 * ground floor: a room imports from itself and from rooms below it, never from above. `npm run lint` holds them.
 */

/** What a program or a terminal enters by. */
const entrances = [
  "^cli/gitops/",
  "^cli/token-id/",
  "^sdk/(resources/|index[.]ts$)",
  "^sdk/list/",
  "^sdk/reports/",
];

const provider = [
  "^provider/index",
  "^provider/resources/",
  "^provider/check/",
  "^provider/revocation/",
  "^provider/tasks/",
  "^provider/session/",
  "^provider/messages/",
  "^provider/schema/",
  "^provider/datadog/",
];

const datadog = [
  "^provider/datadog/(index|client|client-options|api-calls)[.]ts$",
  "^provider/datadog/errors/",
  "^provider/datadog/retry/",
  "^provider/datadog/rate-limit/",
  "^provider/datadog/http/",
  "^provider/datadog/api/",
  "^provider/datadog/token/",
];

const reports = [
  "^sdk/reports/[^/]+[.]ts$",
  "^sdk/reports/formats/",
  "^sdk/reports/findings/",
  "^sdk/reports/json/",
  "^sdk/reports/text/",
];

/** A rule for each room of a house: nothing that stands above it is imported. */
function downOnly(house, rooms) {
  return rooms.slice(1).map((room, index) => ({
    name: `${house}-down-only`,
    comment: `${room} imports only what stands below it.`,
    severity: "error",
    from: { path: room },
    to: { path: rooms.slice(0, index + 1) },
  }));
}

export default {
  forbidden: [
    {
      name: "no-circular",
      comment: "Files that import each other, types included, can't be understood one at a time.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    ...downOnly("entrances", entrances),
    ...downOnly("provider", provider),
    ...downOnly("datadog", datadog),
    ...downOnly("reports", reports),
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
      to: { path: "^provider/", pathNot: "^provider/(schema|datadog/token)/" },
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
