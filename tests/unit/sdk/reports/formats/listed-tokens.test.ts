import { leakOf } from "../../../../fixtures/reports/leak";
import { readText } from "../../../../fixtures/reports/read-text";

const leak = leakOf();
const other = leakOf({ kind: "service", tokenId: "61c07794-df2a-4403-a6ad-caa6bb70dae2" });
const aliasOf = ({ publicPortion }: typeof leak) => publicPortion.slice("ddpat_".length);

test.each([
  ["an id and its alias", `token_id,alias,owner\n${leak.tokenId},${aliasOf(leak)},ann@example.com\n`],
  ["the public portion", `id;name;public_portion\n${leak.tokenId};ci;${aliasOf(leak)}\n`],
  ["an id and its type", `id,name,type\n${leak.tokenId},ci,personal_access_tokens\n`],
  ["the public portion with its prefix", `name,public_portion\nci,${leak.publicPortion}\n`],
])("a row of a table names a token by %s", async (_, table) => {
  const { tokens, untold } = await readText(table);
  expect(tokens).toMatchObject([{ tokenId: leak.tokenId, kind: "personal", place: { line: 2 } }]);
  expect(untold).toEqual([]);
});

test("each row is read, also beside a whole token, in pieces, and without a last line end", async () => {
  const rows = Array.from({ length: 300 }, (_, index) => `${index},nobody,x,`);
  const table = [
    "token_id,name,public_portion,note",
    ...rows,
    `${leak.tokenId},ci,${aliasOf(leak)},`,
    `,,,${other.text}`,
  ].join("\n");
  const { tokens } = await readText(table, "tokens.csv", 100);
  expect(tokens.map(({ tokenId, place }) => [tokenId, place.line])).toEqual([
    [other.tokenId, 303],
    [leak.tokenId, 302],
  ]);
});

test("the type tells whose token it is", async () => {
  const { tokens } = await readText(`id,type\n${other.tokenId},service_access_tokens\n`);
  expect(tokens).toMatchObject([{ tokenId: other.tokenId, kind: "service" }]);
});

test.each([
  ["an id and another one's alias", `token_id,alias\n${other.tokenId},${aliasOf(leak)}\n`],
  ["an id alone", `id,type,name\n${leak.tokenId},user,ann\n`],
])("a row with %s names none", async (_, table) => {
  await expect(readText(table)).rejects.toMatchObject({ holdsNoToken: true });
});
