import { leakOf } from "../../../../fixtures/reports/leak";
import { readText } from "../../../../fixtures/reports/read-text";

const { text, tokenId, rule } = leakOf();
const place = { file: "a.py", line: 4, rule };
const header = "RuleID,File,StartLine,Secret,Author,Message,Tags\n";

test.each([
  ["in each row", `aws,x,1,y\n${rule},a.py,4,${text}\n`],
  ["in the last row alone", `aws,x,1,y,A,m,t\n${rule},a.py,4,${text}\n`],
  ["in a row before", `aws,x,1,y\n${rule},a.py,4,${text},A,m,t\n`],
  ["behind a field of several lines", `${rule},a.py,4,${text},A,"fix, and\nmore"\naws,x,1,y\n`],
  ["before which a field of several lines stands", `aws,x,1,y,A,"fix\na, b\nmore"\n${rule},a.py,4,${text}\n`],
  ["with Windows line ends", `aws,x,1,y\r\n${rule},a.py,4,${text}\r\n`],
])("a table whose last empty fields were left out %s is read, and has its end", async (_, rows) => {
  for (const chunkLength of [1, 4000]) {
    const { tokens, problems } = await readText(`${header}${rows}`, "report", chunkLength);
    expect(tokens).toMatchObject([{ tokenId, place }]);
    expect(problems).toEqual([]);
  }
});

test("a masked finding in such a row is said at its place", async () => {
  await expect(readText(`${header}${rule},a.py,4,REDACTED\n`)).rejects.toMatchObject({
    holdsNoToken: false,
    message: expect.stringContaining("a.py:4") as string,
  });
});

test("such a table without a token is in order", async () => {
  await expect(readText(`${header}aws,x,1,y\n`)).rejects.toMatchObject({ holdsNoToken: true });
});

test.each([
  ["in a field", `${rule},a.py,4,${text},A,m,t\n${rule},b.p`],
  ["behind a comma", `${rule},a.py,4,${text},A,m,t\n${rule},b.py,`],
  ["in a quotation", `${rule},a.py,4,${text},A,m,t\n${rule},b.py,5,x,A,"fix\n`],
])("a table that was cut off %s says so", async (_, rows) => {
  const { tokens, problems } = await readText(`${header}${rows}`);
  expect(tokens).toMatchObject([{ tokenId, place }]);
  expect(problems).toMatchObject([expect.stringContaining("the CSV ends here in the middle")]);
});
