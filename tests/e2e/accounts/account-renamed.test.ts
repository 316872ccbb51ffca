import { keys, tokenId } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";

jest.setTimeout(120_000);

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident({ tokens: [{ tokenId }] });
});
afterEach(() => incident.end());

test.each([
  ["a single revocation", "Revocation", `tokenId: "${tokenId}"`],
  ["a batch", "Batch", `tokenIds: ["${tokenId}"]`],
])(
  "an armed token of %s stays alive where its account gets a name, and dies when it is taken out",
  async (_, resource, token) => {
    const { stack, datadog } = incident;
    const { DD_API_KEY: apiKey, DD_APP_KEY: appKey } = keys;
    const named = {
      ...{ DD_ACCOUNTS: "prod", DD_PROD_API_URL: datadog.url },
      ...{ DD_PROD_API_KEY: apiKey, DD_PROD_APP_KEY: appKey },
    };
    const declare = (more: string) =>
      stack.program(`new ${resource}("leak", { ${token}, revokeOn: "delete"${more} });`);
    await declare("");
    await stack.up();
    await declare(', account: "prod"');
    const run = await stack.up(named);
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.printed).toContain(
      "still declared in another of this run, which may be the same account by another name: no DELETE was sent, and it is as declared there.",
    );
    expect(incident.deletes()).toEqual([]);
    expect(incident.isAlive(tokenId)).toEqual([true]);
    expect(await stack.refresh(named, "--expect-no-changes")).toMatchObject({ exitCode: 0 });

    await stack.program("");
    expect(await stack.up(named)).toMatchObject({ exitCode: 0 });
    expect(incident.isAlive(tokenId)).toEqual([false]);
  },
);
