import { availableParallelism } from "node:os";

const pureEsmPackages = "p-retry|is-network-error|p-queue";

/** Types are checked by `npm run typecheck`, over everything at once: a test's start only takes the types away. */
const withoutTypes = (syntax) => [
  "@swc/jest",
  { swcrc: false, jsc: { parser: { syntax }, target: "es2023" }, module: { type: "commonjs" } },
];

/** The settings that every project of this suite shares: TypeScript and three ESM-only packages, transformed to CommonJS. */
const shared = {
  testEnvironment: "node",
  setupFiles: ["<rootDir>/tests/set-up/allowed-flags.ts"],
  transform: {
    "^.+\\.ts$": withoutTypes("typescript"),
    [`node_modules/(${pureEsmPackages})/.+\\.js$`]: withoutTypes("ecmascript"),
  },
  transformIgnorePatterns: [`node_modules/(?!(${pureEsmPackages})/)`],
  moduleNameMapper: {
    // The plugin imports its service by the name that the compiled file has.
    "^\\./service\\.js$": "<rootDir>/plugin/service.ts",
    "^fast-check$": "<rootDir>/tests/set-up/fast-check.ts",
    "^pulumi-datadog-token-revocation$": "<rootDir>/sdk/index.ts",
    "^pulumi-datadog-token-revocation/provider$": "<rootDir>/provider/index.ts",
    "^datadog-token-simulator$": "<rootDir>/simulator/index.ts",
  },
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/simulator/dist/"],
};

const project = (name, extra = {}) => ({
  ...shared,
  displayName: name,
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
  ...extra,
});

export default {
  // More workers than cores: tests of whole processes spend a fourth of their time waiting, for an answer that does not come
  // or a verification that gives up. (Not "150%": Jest takes a percentage above 100 for a number of workers.)
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  testSequencer: "<rootDir>/tests/set-up/longest-first.mjs",
  // A machine that is busy with other things takes its time; no test waits for a time-out of this.
  testTimeout: 60_000,
  globalSetup: "<rootDir>/tests/set-up/compiled-modules.ts",
  globalTeardown: "<rootDir>/tests/set-up/remove-compiled-modules.ts",
  projects: [
    project("unit"),
    // One suite, two doors: the behaviours of the lifecycle and its model once more, through the provider plugin.
    project("plugin", {
      testMatch: [
        "<rootDir>/tests/unit/provider/revocation/behaviours/**/*.test.ts",
        "<rootDir>/tests/model/lifecycle.test.ts",
      ],
      // Its clock passes while a message is on its way.
      testPathIgnorePatterns: ["/still-declared.test.ts$"],
      globals: { isThroughPlugin: true },
    }),
    project("model"),
    project("faults"),
    project("scale"),
    project("contract"),
    project("protocol"),
    project("e2e"),
    project("package", {
      globalSetup: "<rootDir>/tests/package/pack-once.ts",
      globalTeardown: "<rootDir>/tests/package/remove-archive.ts",
    }),
  ],
};
