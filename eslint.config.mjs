import jsdoc from "eslint-plugin-jsdoc";
import tseslint from "typescript-eslint";

/** A doc comment begins with the noun or the verb that it is about; the tag of a default may stand in the same line. */
const plainDescription = "^(?!(?:What|Whether|Where|How|When|Who|Why)\\b)(?![^]*@default\\b)";

export default tseslint.config(
  { ignores: ["**/dist/**", "**/node_modules/**", "coverage/**"] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ["**/*.ts"] })),
  {
    files: ["**/*.{ts,mjs}"],
    plugins: { jsdoc },
    settings: { jsdoc: { tagNamePreference: { default: "defaultValue" } } },
    rules: {
      curly: ["error", "all"],
      "max-lines": ["error", { max: 200 }],
      "jsdoc/match-description": [
        "error",
        {
          contexts: ["any"],
          mainDescription: {
            match: plainDescription,
            message:
              "Begin with a noun or a verb, not with What, Whether, Where, How, When, Who or Why, and write @defaultValue, not @default.",
          },
        },
      ],
    },
  },
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "jsdoc/check-tag-names": ["error", { definedTags: ["defaultValue", "remarks", "internal"] }],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
      "no-restricted-syntax": [
        "error",
        {
          selector:
            ":matches(PropertyDefinition[declare!=true], MethodDefinition[kind!='constructor'])[accessibility='private']",
          message: "Private members are written #name.",
        },
      ],
      "@typescript-eslint/naming-convention": [
        "error",
        { selector: ["variable", "function"], format: ["camelCase"], leadingUnderscore: "allow" },
        // As whoever is asked for it names it.
        { selector: "variable", modifiers: ["destructured"], format: null },
        { selector: "variable", filter: "^_+$", format: null },
      ],
      "@typescript-eslint/parameter-properties": ["error", { allow: ["readonly", "public readonly"] }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: [
      "sdk/resources/revocation-list.ts",
      "sdk/reports/read-report-lazily.ts",
      "sdk/reports/read-report.ts",
      "sdk/reports/packed/unpacking.ts",
      "sdk/locate/locate-lazily.ts",
      "sdk/locate/locate-tokens.ts",
      "plugin/inputs/list-inputs.ts",
      "sdk/account-sites.ts",
      "cli/token-id/locating.ts",
      "cli/gitops/declare/account-organizations.ts",
      "cli/gitops/doctor/doctor.ts",
    ],
    // Loaded when it is used, not with the package.
    rules: {
      "@typescript-eslint/no-require-imports": [
        "error",
        {
          allow: [
            "^[./]+/(sdk/(locate/)?)?(list|read-report|locate-tokens|whole-texts)$",
            "^[.]/(look-up-source|gunzip|zip-entries)$",
            "/provider/(datadog/(locate/locate-texts|http/send-request)|session/session)$",
          ],
        },
      ],
    },
  },
  {
    files: ["tests/**/*.ts"],
    rules: {
      // A module that has to be loaded anew, as a program is, can only be required.
      "@typescript-eslint/no-require-imports": "off",
      "max-lines-per-function": "off",
    },
  },
);
