import { shownValue } from "../../../../../provider/datadog/token/shown-value";
import { Settings } from "../../../../../provider/session/settings";
import { sites } from "../../../../../provider/datadog/token/sites";

test.each([
  "datadoghq.org",
  "us1",
  "soon",
  "-1",
  "",
  "https://app.datadoghq.eu/x",
  'a "quoted" one',
  ...sites,
])("a wrong value is shown in quotes: %j", (value) => {
  expect(shownValue(value)).toBe(JSON.stringify(value));
});

test.each([
  ["an API key", "0123456789abcdef".repeat(2)],
  ["an application key", "0123456789abcdef".repeat(2) + "01234567"],
  ["a token", `ddpat_${"a".repeat(22)}_${"b".repeat(36)}`],
  ["a token that is cut short", `ddpat_${"a".repeat(5)}_${"b".repeat(3)}`],
  ["a JSON Web Token", `eyJhbGciOiJub25l.eyJvcmdhbml6YXRpb24iOiJhY21l.c2lnbmF0dXJl`],
  ["a key beside other words", `site ${"0123456789abcdef".repeat(2)}`],
  ["a text that is too long to be read", "a.b ".repeat(51)],
])("%s in the wrong place is not shown, and its length is", (_, value) => {
  expect(shownValue(value)).toBe(`(a text of ${value.length} characters, not shown: it may be a credential)`);
});

test.each([
  ["DD_SITE", "names an unknown Datadog site, "],
  ["DD_EU_SITE", "names an unknown Datadog site, "],
  ["DD_MAX_REVOCATIONS", "must be a whole number from 0, not "],
  ["DD_CONCURRENCY", "must be a whole number from 1, not "],
  ["DD_SELF_REVOCATION", 'must be "last" or "refuse", not '],
  ["DD_DESCRIBE", "must be true or false, not "],
  ["DD_RETRY_DEADLINE_SECONDS", "must be a positive number of seconds, not "],
])("a wrong value of %s is told with what it is, and a key in its place is not shown", (name, words) => {
  const key = "0123456789abcdef".repeat(2);
  const problemsOf = (value: string) => {
    const settings = new Settings(undefined, { DD_ACCOUNTS: "eu", [name]: value });
    const account = name === "DD_EU_SITE" ? "eu" : "default";
    try {
      settings.accounts.account(account).site();
      return settings.problems().join("\n");
    } catch (error) {
      return String(error);
    }
  };
  expect(problemsOf("nowhere.example")).toContain(`${name} ${words}"nowhere.example"`);
  expect(problemsOf(key)).toContain(`${name} ${words}(a text of 32 characters, not shown`);
  expect(problemsOf(key)).not.toContain(key);
});
