import tseslint from "typescript-eslint";

/** One direction of imports: sdk → provider → provider/datadog; nothing in the package imports the simulator. */
const forbid = (files, group, message) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns: [{ group, message }] }] },
});

export default tseslint.config(
  { ignores: ["**/dist/**", "**/node_modules/**", "coverage/**"] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ["**/*.ts"] })),
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "max-lines": ["error", { max: 200, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ["sdk/revocation-list.ts", "sdk/read-report.ts"],
    // Loaded when it is used, not with the package.
    rules: {
      "@typescript-eslint/no-require-imports": ["error", { allow: ["^\\./(list|leaks/read-report)$"] }],
    },
  },
  {
    files: ["tests/**/*.ts"],
    rules: {
      // A module that has to be loaded anew, as a program is, can only be required.
      "@typescript-eslint/no-require-imports": "off",
      "max-lines-per-function": "off",
      "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  forbid(
    ["provider/datadog/**/*.ts"],
    ["../*", "@pulumi/*", "*simulator*"],
    "provider/datadog speaks HTTP and knows nothing of Pulumi, the provider above it, or the simulator.",
  ),
  forbid(
    ["provider/*.ts"],
    ["**/sdk/**", "axios", "p-retry", "*simulator*"],
    "provider knows no HTTP, no SDK and no simulator.",
  ),
  forbid(
    ["sdk/**/*.ts"],
    ["axios", "p-queue", "p-retry", "*simulator*"],
    "sdk turns arguments into inputs: no HTTP, no credentials, no simulator.",
  ),
  forbid(
    ["gitops/**/*.ts"],
    ["@pulumi/*", "axios", "p-queue", "p-retry", "*simulator*"],
    "gitops runs pulumi as a person would: no HTTP, no engine, no simulator.",
  ),
  forbid(
    ["simulator/**/*.ts"],
    ["**/sdk/**", "**/provider/**"],
    "the simulator is judged by the official client, not by our own code.",
  ),
);
