import { tokenId as ownId } from "../../support/engine/incident";
import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";
import { organizations, startAccounts } from "../../support/engine/started-accounts";

jest.setTimeout(180_000);

const neighbour = "00000000-0000-4000-8000-000000000000";
const elsewhere = "00000000-0000-4000-8000-000000000001";

let incident: RecordIncident;
beforeEach(async () => {
  incident = await startRecordIncident();
});
afterEach(() => incident.end());

/** Three organisations; the credential of `eu` is one of its tokens. */
async function withOwnToken() {
  const { organisations, environment } = await startAccounts(incident, {});
  const { prod, eu } = organisations;
  const { text } = eu.tokens.create({ tokenId: ownId });
  eu.tokens.create({ tokenId: neighbour });
  prod.tokens.create({ tokenId: elsewhere });
  const credentials = { DD_EU_API_KEY: "", DD_EU_APP_KEY: "", DD_EU_BEARER_TOKEN: text };
  return { organisations, environment: { ...environment, ...credentials } };
}

test("the token of another account, in whichever account it is looked for, goes last, and its death is proven", async () => {
  const { organisations, environment } = await withOwnToken();
  const { stack } = incident;
  await stack.list([
    `{tokenId: ${ownId}, account: any}`,
    `{tokenId: ${neighbour}, account: eu}`,
    `{tokenId: ${elsewhere}, account: prod}`,
  ]);
  await stack.program('new List("list", { file: "revocations.yaml" });');
  const run = await stack.up(environment);
  expect(run).toMatchObject({ exitCode: 0 });
  expect(run.printed).toContain("set DD_EU_BEARER_TOKEN to another one before the next pulumi command.");
  const deletes = organisations.eu.ledger.entries({ method: "DELETE" });
  expect(deletes.map(({ tokenId }) => tokenId)).toEqual([neighbour, ownId]);
  const verifiedAt = expect.any(String) as string;
  expect(await stack.records()).toMatchObject({
    [ownId]: { status: "revoked", account: "eu", organization: organizations.eu, verifiedAt },
    [neighbour]: { status: "revoked", verifiedAt },
    [elsewhere]: { status: "revoked", organization: organizations.prod, verifiedAt },
  });
});

test.each(["any", "prod", "eu"])(
  "as a single resource with account %s it is refused in the preview, and nothing is sent",
  async (account) => {
    const { organisations, environment } = await withOwnToken();
    const { stack } = incident;
    await stack.program(`new Revocation("own", { tokenId: "${ownId}", account: "${account}" });`);
    const run = await stack.preview(environment);
    expect(run.exitCode).not.toBe(0);
    expect(run.printed).toContain(
      "is the token that this run works with (DD_EU_BEARER_TOKEN): once it is revoked, nothing else can be",
    );
    expect(
      Object.values(organisations).flatMap(({ ledger }) => ledger.entries({ method: "DELETE" })),
    ).toEqual([]);
  },
);
