import { leakOf } from "../../../../fixtures/reports/leak";
import { readText } from "../../../../fixtures/reports/read-text";

const { text: token } = leakOf();
const json = (value: unknown) => JSON.stringify(value);

test("of a scanned site the address is told, without its query", async () => {
  const webRequest = { method: "GET", target: `https://api.example.com/x?token=${token}` };
  const results = [
    { ruleId: "r", message: { text: "leak" }, webRequest, webResponse: { body: { text: token } } },
  ];
  const { tokens } = await readText(
    json({ version: "2.1.0", runs: [{ tool: { driver: { name: "zap" } }, results }] }),
  );
  expect(tokens).toMatchObject([{ place: { link: "https://api.example.com/x" } }]);
});

test("an address is shown without its query, also where a report takes it for a file", async () => {
  const address = "https://store.example.com/dump.sql?sig=c2VjcmV0#L4";
  const { tokens } = await readText(json({ file: address, link: address, secret: token }));
  expect(tokens[0]?.place).toMatchObject({
    file: "https://store.example.com/dump.sql#L4",
    link: "https://store.example.com/dump.sql#L4",
  });
});
