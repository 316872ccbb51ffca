import { leakOf } from "../../../../fixtures/reports/leak";
import { readText } from "../../../../fixtures/reports/read-text";

const leak = leakOf();
const { text: token } = leak;
const stars = "*".repeat(token.length);

test.each([`TOKEN = "${stars}"\n`, `  - token: ${stars}\n`, `{"token":"${stars}"}\n`, `a.py,4,${stars}\n`])(
  "a text in which a value of a token's length was masked is said: %j",
  async (masked) => {
    await expect(readText(masked)).rejects.toMatchObject({ holdsNoToken: false });
    const { tokens } = await readText(`${masked}A=${token}\n`);
    expect(tokens).toMatchObject([{ tokenId: leak.tokenId }]);
  },
);

test.each([
  `/${stars}\n`,
  `${stars}\n * Title\n ${stars}/\n`,
  `x = "${stars}*"\n`,
  `x = "${"*".repeat(20)}"\n`,
])("other stars are no token: %j", async (text) => {
  await expect(readText(text)).rejects.toMatchObject({ holdsNoToken: true });
});
