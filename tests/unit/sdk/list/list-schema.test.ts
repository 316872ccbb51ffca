import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { parse } from "yaml";
import { ListError } from "../../../../sdk/list/list-error";
import { listJsonSchema } from "../../../../sdk/list/list-schema";
import { parseList } from "../../../../sdk/list/parse-list";

const checkout = join(__dirname, "../../../..");
const published = JSON.parse(readFileSync(join(checkout, "revocations.schema.json"), "utf8")) as object;
const isValid = new Ajv({ strict: false }).compile(published);

const token = "ddpat_1dm1op4lL89nV8pt94Tdk8";
const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";

function isLoaded(text: string): boolean {
  try {
    parseList(text, "revocations.yaml");
    return true;
  } catch (error) {
    if (error instanceof ListError) {
      return false;
    }
    throw error;
  }
}

test("revocations.schema.json is made from the loader's types: `npm run schema` writes it anew", () => {
  expect(published).toEqual(listJsonSchema());
});

test("every property has a description for the editor", () => {
  const { properties } = (
    listJsonSchema() as {
      properties: {
        revocations: { anyOf: [{ items: { properties: Record<string, { description?: string }> } }] };
      };
    }
  ).properties.revocations.anyOf[0].items;
  expect(Object.entries(properties).filter(([, { description }]) => description === undefined)).toEqual([]);
  expect(Object.keys(properties)).toContain("reports");
});

test.each([
  "revocations: []",
  "revocations:",
  `revocations: [{token: ${token}}]`,
  `revocations: [{tokenId: ${tokenId}, reason: r, ticket: t, site: datadoghq.eu, revokeOn: both, onNotFound: fail}]`,
  `revocations: [{tokens: [${token}, ${tokenId}]}]`,
  `revocations: [{reports: a.json, except: [ddsat_3dJZ2IClhMOwsx0xC01NBK, ${tokenId}]}]`,
  "revocations: [{reports: [a.json, b.csv]}]",
  "revocations: [{token: ddsat_3dJZ2IClhMOwsx0xC01NBK}]",
  `revocations: [{tokenId: ${tokenId}, kind: service, serviceAccountId: ${tokenId}}]`,
])("the editor and the loader both take %s", (text) => {
  expect([isValid(parse(text)), isLoaded(text)]).toEqual([true, true]);
});

test.each([
  "",
  "[]",
  "revocation: []",
  "revocations: {}",
  "revocations: [1]",
  "revocations: [{}]",
  "revocations: [{reason: r}]",
  `revocations: [{token: ${token}, tokenId: ${tokenId}}]`,
  `revocations: [{token: ${token}, tocket: T-1}]`,
  `revocations: [{tokens: [${token}, ${tokenId}], name: n}]`,
  `revocations: [{token: ${token}, ticket: 5}]`,
  `revocations: [{token: ${token}, reason: ""}]`,
  `revocations: [{token: ${token}, site: example.com}]`,
  `revocations: [{token: ${token}, revokeOn: never}]`,
  `revocations: [{token: ${token}, onNotFound: ignore}]`,
  `revocations: [{token: ${tokenId}}]`,
  `revocations: [{token: "${token}_"}]`,
  `revocations: [{tokenId: ${token}}]`,
  "revocations: [{tokens: []}]",
  "revocations: [{tokens: [x]}]",
  "revocations: [{reports: 5}]",
  "revocations: [{reports: []}]",
])("the editor and the loader both refuse %s", (text) => {
  expect([isValid(parse(text)), isLoaded(text)]).toEqual([false, false]);
});
