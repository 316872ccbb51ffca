const pureEsmPackages = "p-retry|is-network-error|p-queue";

/** What every project of this suite shares: TypeScript through ts-jest, three ESM-only packages transformed to CommonJS. */
const shared = {
  testEnvironment: "node",
  transform: {
    "^.+\\.ts$": ["ts-jest", { tsconfig: "tsconfig.json" }],
    [`node_modules/(${pureEsmPackages})/.+\\.js$`]: [
      "ts-jest",
      {
        tsconfig: {
          allowJs: true,
          module: "commonjs",
          target: "es2023",
          moduleResolution: "node10",
          ignoreDeprecations: "6.0",
          types: [],
        },
      },
    ],
  },
  transformIgnorePatterns: [`node_modules/(?!(${pureEsmPackages})/)`],
  moduleNameMapper: {
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
  projects: [project("unit"), project("contract"), project("protocol"), project("e2e"), project("package")],
};
