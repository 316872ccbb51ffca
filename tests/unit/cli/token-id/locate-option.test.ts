import { Readable } from "node:stream";
import { tokenIdCommand } from "../../../../cli/token-id/token-id-command";
import { FakeSites, realSecret, stillClock } from "../../../support/locate/datadog-sites";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const publicPortion = "ddpat_1dm1op4lL89nV8pt94Tdk8";
const text = `${publicPortion}_${realSecret}`;
const otherId = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const other = "ddpat_2ySDERb6wx1YqV1udJl61q";
const organization = "00000000-0000-4000-8000-000000000002";

async function run(args: string[], input: string) {
  let printed = "";
  let warned = "";
  const fake = new FakeSites({ "datadoghq.eu": { live: [text], organization } });
  const exitStatus = await tokenIdCommand(args, {
    stdin: Readable.from([Buffer.from(input)]),
    isInteractive: false,
    print: (each) => (printed += each),
    warn: (each) => (warned += each),
    version: "1.2.3",
    locateMeans: { send: fake.send, clock: stillClock() },
  });
  expect(printed + warned).not.toContain(realSecret);
  return { exitStatus, printed, warned, asked: fake.asked };
}

test("--locate says where each token is at home, live ones first", async () => {
  const { exitStatus, printed } = await run(
    ["--locate", "--site", "datadoghq.eu"],
    `${other}_${"x".repeat(36)}\n${text}\n`,
  );
  expect(printed).toBe(
    `${tokenId} live on datadoghq.eu, organisation ${organization}, owner ann@example.com\n` +
      `${otherId} not accepted on any site asked (datadoghq.eu): dead, or made up\n`,
  );
  expect(exitStatus).toBe(0);
});

test("--locate --json has the location of each", async () => {
  const { printed } = await run(["--locate", "--json"], text);
  expect(JSON.parse(printed)).toEqual([
    expect.objectContaining({
      tokenId,
      publicPortion,
      location: expect.objectContaining({ status: "live", site: "datadoghq.eu", organization }) as object,
    }),
  ]);
});

test("a public portion can't be located, which is said, and is not success", async () => {
  const { exitStatus, printed, asked } = await run(["--locate"], publicPortion);
  expect(printed).toBe(`${tokenId} no whole text of it is here to ask with: it can't be located\n`);
  expect({ exitStatus, asked }).toEqual({ exitStatus: 1, asked: [] });
});

test("a site that is none of Datadog's is a wrong option, and nobody is asked", async () => {
  const { exitStatus, warned, asked } = await run(["--locate", "--site", "evil.example"], text);
  expect({ exitStatus, asked }).toEqual({ exitStatus: 2, asked: [] });
  expect(warned).toContain('--site takes one of Datadog\'s sites, not "evil.example": datadoghq.com,');
});

test("without --locate nobody is asked", async () => {
  expect((await run([], text)).asked).toEqual([]);
});
