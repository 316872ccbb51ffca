import { Readable } from "node:stream";
import { inspect } from "node:util";
import fc from "fast-check";
import { locate } from "../../../../sdk/locate/locate-tokens";
import { WholeTexts } from "../../../../sdk/locate/whole-texts";
import { aliasFromTokenId } from "../../../../provider/datadog/token/token-id";
import { FakeSites, realSecret, response, stillClock } from "../../../support/locate/datadog-sites";

const publicPortion = "ddpat_1dm1op4lL89nV8pt94Tdk8";
const text = `${publicPortion}_${realSecret}`;

async function readIn(pieces: readonly Uint8Array[]) {
  const texts = new WholeTexts();
  await texts.read(Readable.from(pieces));
  return texts.of({ publicPortion }).map((secret) => secret.reveal());
}

test.each(["utf8", "utf16le"] as const)(
  "a whole text is seen in %s, wherever the pieces end",
  async (encoding) => {
    const bytes = Buffer.from(`export TOKEN="${text}"\n`, encoding);
    for (let cut = 0; cut <= bytes.length; cut += 1) {
      expect(await readIn([bytes.subarray(0, cut), bytes.subarray(cut)])).toEqual([text]);
    }
  },
);

test("a public portion, a longer text and a redacted one are no whole texts", async () => {
  const bytes = Buffer.from(`${publicPortion} ${text}x ${publicPortion}_a1B2****`);
  expect(await readIn([bytes])).toEqual([]);
});

test("bytes are handed on as they are", async () => {
  const pieces = [Buffer.from("one "), Buffer.from(text)];
  const handedOn: Uint8Array[] = [];
  for await (const piece of new WholeTexts().watch(Readable.from(pieces))) {
    handedOn.push(piece);
  }
  expect(handedOn).toEqual(pieces);
});

const tokenText = fc
  .tuple(fc.uuid(), fc.constantFrom("ddpat", "ddsat"), fc.stringMatching(/^[0-9A-Za-z]{36}$/))
  .map(([id, prefix, secret]) => ({ secret, text: `${prefix}_${aliasFromTokenId(id)}_${secret}` }));

test("no result and no print of one holds a secret part, whatever the sites answer", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(tokenText, { maxLength: 4, selector: (token) => token.text }),
      fc.string(),
      fc.constantFrom("live", "echo", "down"),
      async (tokens, between, answer) => {
        const leaked = tokens.map((token) => token.text).join(` ${between.replaceAll(/[0-9A-Za-z_]/g, "")} `);
        const fake = new FakeSites({
          "datadoghq.com": {
            live: tokens.map((token) => token.text),
            ...(answer === "echo" && { organization: leaked }),
            ...(answer === "down" && { down: response(500, { errors: [leaked] }) }),
          },
        });
        const located = await locate(leaked, {}, { send: fake.send, clock: stillClock() });
        const texts = new WholeTexts();
        texts.add(leaked);
        const shown =
          JSON.stringify(located) +
          inspect(located, { depth: 9 }) +
          inspect(texts, { depth: 9, showHidden: true });
        expect(located.map(({ location }) => location.status)).toEqual(
          tokens.map(() => (answer === "down" ? "untold" : "live")),
        );
        for (const { secret } of tokens) {
          expect(shown).not.toContain(secret);
        }
      },
    ),
  );
});

test("locating a text says of each of its tokens, once, and of a service account's the same", async () => {
  const service = "ddsat_3dJZ2IClhMOwsx0xC01NBK";
  const send = new FakeSites({ "datadoghq.eu": { live: [`${service}_${realSecret}`] } }).send;
  const located = await locate(
    `${publicPortion} ${service}_${realSecret} ${service}`,
    {},
    { send, clock: stillClock() },
  );
  expect(located.map((token) => [token.publicPortion, token.kind, token.location.status])).toEqual([
    [publicPortion, "personal", "publicPortionOnly"],
    [service, "service", "live"],
  ]);
});
