import fc from "fast-check";
import { Settings } from "../../../../../provider/session/settings";

/** Words that begin or end the names of variables, beside others. */
const word = fc.oneof(
  fc.constantFrom(
    "api",
    "app",
    "key",
    "url",
    "site",
    "bearer",
    "token",
    "delegated",
    "audience",
    "dd",
    "prod",
  ),
  fc.stringMatching(/^[a-z][a-z0-9]{0,4}$/),
);
const names = fc.uniqueArray(
  fc
    .array(word, { minLength: 1, maxLength: 3 })
    .map((words) => words.join("-"))
    .filter((name) => name !== "any" && name !== "default"),
  { minLength: 1, maxLength: 8 },
);
const prefixOf = (name: string) => `DD_${name.toUpperCase().replaceAll("-", "_")}`;

test("whatever accounts are called, each reads its own variables, and none those of another or of the settings without a name", () => {
  fc.assert(
    fc.property(names, (all) => {
      const environment = {
        DD_ACCOUNTS: all.join(","),
        DD_BEARER_TOKEN: "of the settings without a name",
        DD_API_URL: "http://127.0.0.1:1",
        ...Object.fromEntries(
          all.flatMap((name, index) => [
            [`${prefixOf(name)}_BEARER_TOKEN`, `of ${name}`],
            [`${prefixOf(name)}_API_URL`, `http://127.0.0.1:${2 + index}`],
          ]),
        ),
      };
      const { accounts } = new Settings(undefined, environment);
      expect(accounts.problems).toEqual([]);
      const read = [undefined, ...all].map((name) => {
        const account = accounts.account(name);
        const credentials = account.credentials();
        return [
          credentials.kind === "bearer" ? credentials.token.reveal() : credentials.kind,
          account.address().url,
        ];
      });
      expect(read).toEqual([
        ["of the settings without a name", "http://127.0.0.1:1"],
        ...all.map((name, index) => [`of ${name}`, `http://127.0.0.1:${2 + index}`]),
      ]);
    }),
    { numRuns: 500 },
  );
});
