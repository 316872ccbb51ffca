import fc from "fast-check";
import { apiUrlOf, defaultSite, parseSite, sites } from "../../../../../provider/datadog/token/sites";
import { anyText } from "../../../../support/any-text";

test("the nine sites of Datadog's reference page are known, none twice", () => {
  expect(sites).toHaveLength(9);
  expect(new Set(sites).size).toBe(9);
});

test.each(sites)("%s is found in every spelling that people paste", (site) => {
  const spellings = [
    site,
    site.toUpperCase(),
    ` ${site}\n`,
    `${site}/`,
    `https://${site}`,
    `app.${site}`,
    `api.${site}`,
    `https://app.${site}/`,
    `HTTPS://API.${site.toUpperCase()}/`,
  ];
  expect(spellings.map(parseSite)).toEqual(spellings.map(() => site));
});

test.each([
  "",
  "datadog.com",
  "us4.datadoghq.com",
  "datadoghq.com.example.org",
  "acme.datadoghq.com",
  "app.app.datadoghq.com",
  "datadoghq.com//",
  "http://datadoghq.com",
  "https://datadoghq.com/account",
  "datadoghq.com:443",
  "https://",
  "toString",
])("%j is no site", (text) => {
  expect(parseSite(text)).toBeUndefined();
});

test("no text makes reading a site fail", () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const site = parseSite(text);
      return site === undefined || sites.includes(site);
    }),
  );
});

test.each([
  ["datadoghq.com", "https://api.datadoghq.com"],
  ["datadoghq.eu", "https://api.datadoghq.eu"],
  ["us3.datadoghq.com", "https://api.us3.datadoghq.com"],
  ["us2.ddog-gov.com", "https://api.us2.ddog-gov.com"],
] as const)("the API of %s is at %s", (site, url) => {
  expect(apiUrlOf(site)).toBe(url);
});

test("the default is the site of Datadog's own clients", () => {
  expect(defaultSite).toBe("datadoghq.com");
});
