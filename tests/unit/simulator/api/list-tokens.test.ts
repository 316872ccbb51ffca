import type { ListDistortion } from "datadog-token-simulator";
import { listTokens, readListQuery, type ListQuery } from "../../../../simulator/api/list-tokens";
import { Tokens } from "../../../../simulator/tokens/tokens";

const alice = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const bob = "48e5159f-e308-11ef-bcfc-2666505bfd8f";

const store = new Tokens();
store.create({
  tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2",
  name: "deploy",
  ownerId: alice,
  createdAt: "2026-02-01T00:00:00Z",
  expiresAt: "2026-06-01T00:00:00Z",
  lastUsedAt: "2026-03-01T00:00:00Z",
});
// Ids of their own for all three: a random one's public portion can hold the text that is searched for.
store.create({
  tokenId: "48e5159f-e308-11ef-bcfc-2666505bfd8f",
  name: "Backup",
  ownerId: bob,
  createdAt: "2026-03-01T00:00:00Z",
  expiresAt: null,
  lastUsedAt: null,
});
store.create({
  tokenId: "3ad549bf-eba0-11e9-a77a-0705486660d0",
  name: "cron",
  ownerId: bob,
  createdAt: "2026-01-01T00:00:00Z",
  expiresAt: "2026-05-01T00:00:00Z",
  lastUsedAt: "2026-04-01T00:00:00Z",
});

function query(text: string): ListQuery {
  const read = readListQuery(new URLSearchParams(text));
  if (typeof read === "string") {
    throw new Error(read);
  }
  return read;
}

function names(text: string): string[] {
  return listTokens(store.list(), query(text)).page.map(({ name }) => name);
}

test.each([
  ["", ["Backup", "cron", "deploy"]],
  ["sort=name", ["Backup", "cron", "deploy"]],
  ["sort=-name", ["deploy", "cron", "Backup"]],
  ["sort=created_at", ["cron", "deploy", "Backup"]],
  ["sort=-created_at", ["Backup", "deploy", "cron"]],
  // Never comes after every time.
  ["sort=expires_at", ["cron", "deploy", "Backup"]],
  ["sort=-expires_at", ["Backup", "deploy", "cron"]],
  ["sort=last_used_at", ["deploy", "cron", "Backup"]],
  ["sort=-last_used_at", ["Backup", "cron", "deploy"]],
])('"%s" sorts as %j', (text, sorted) => {
  expect(names(text)).toEqual(sorted);
});

test.each([
  ["filter=CR", ["cron"]],
  ["filter=2ySDERb6", ["deploy"]],
  ["filter=nothing", []],
  [`filter[owned_by]=${bob}`, ["Backup", "cron"]],
  [`filter[owned_by]=${bob.toUpperCase()}&filter=backup`, ["Backup"]],
  [`filter[owned_by]=${alice}&filter[owned_by]=${bob}`, ["Backup", "cron", "deploy"]],
])('"%s" finds %j', (text, found) => {
  expect(names(text)).toEqual(found);
});

test.each([
  ["page[size]=2", ["Backup", "cron"]],
  ["page[size]=2&page[number]=1", ["deploy"]],
  ["page[size]=2&page[number]=2", []],
])('"%s" is the page %j of three tokens', (text, page) => {
  expect(names(text)).toEqual(page);
  expect(listTokens(store.list(), query(text)).totalFilteredCount).toBe(3);
});

test("pages have ten tokens unless asked otherwise, and the count is that of all pages", () => {
  const many = new Tokens();
  for (let index = 0; index < 25; index += 1) {
    many.create();
  }
  expect(listTokens(many.list(), query("")).page).toHaveLength(10);
  expect(listTokens(many.list(), query("page[size]=100")).page).toHaveLength(25);
  expect(listTokens(many.list(), query("filter=token-1")).totalFilteredCount).toBe(11);
});

test.each([
  ["page[size]=0", "page[size] must be a whole number from 1 to 100"],
  ["page[size]=101", "page[size] must be a whole number from 1 to 100"],
  ["page[size]=ten", "page[size] must be a whole number from 1 to 100"],
  ["page[number]=-1", "page[number] must be a whole number from 0"],
  [
    "sort=owner",
    "sort must be one of name, created_at, expires_at, last_used_at, leaked, with - for descending",
  ],
  ["filter[leaked]=yes", "filter[leaked] must be true or false"],
  ["include=leak_information,owned_by", "include must be leak_information"],
  [
    "sort=--name",
    "sort must be one of name, created_at, expires_at, last_used_at, leaked, with - for descending",
  ],
])('"%s" is refused', (text, fault) => {
  expect(readListQuery(new URLSearchParams(text))).toBe(fault);
});

/** The names on three pages of one, and the totals that they tell, of a list that misleads. */
function read(distortion: ListDistortion, pages = 3, pageSize = 1) {
  const lists = Array.from({ length: pages }, (_, page) =>
    listTokens(store.list(), query(`page[size]=${pageSize}&page[number]=${page}`), distortion),
  );
  return {
    names: lists.flatMap(({ page }) => page.map(({ name }) => name)),
    totals: lists.map(({ totalFilteredCount }) => totalFilteredCount),
  };
}

test.each<[ListDistortion, string[], number[]]>([
  [{}, ["Backup", "cron", "deploy"], [3, 3, 3]],
  [{ shift: 1 }, ["Backup", "deploy"], [3, 3, 3]],
  [{ shift: -1 }, ["Backup", "Backup", "Backup"], [3, 3, 3]],
  [{ totalDrift: -1 }, ["Backup", "cron", "deploy"], [3, 2, 1]],
])("a list with %j shows %j and tells %j", (distortion, shown, totals) => {
  expect(read(distortion)).toEqual({ names: shown, totals });
});

test("a page with duplicates is as long as it should be, and some tokens are missing", () => {
  expect(read({ duplicates: 1 }, 1, 3).names).toEqual(["Backup", "cron", "Backup"]);
  expect(read({ duplicates: 9 }, 1, 3)).toEqual({ names: ["Backup", "Backup", "Backup"], totals: [3] });
});
