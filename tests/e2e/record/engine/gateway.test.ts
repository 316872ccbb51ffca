import { tokenId } from "../../../support/engine/incident";
import {
  adminCredentials,
  startRecordIncident,
  type RecordIncident,
} from "../../../support/engine/record-incident";

jest.setTimeout(120_000);

const page = { status: 502, body: "<html><body>Bad gateway</body></html>" };
const notFound = { status: 404, body: '{"errors":["Not found"]}' };
const bearerToken = "whoever-looks-at-it-first";
const time = expect.any(String) as string;

let incident: RecordIncident;

afterEach(() => incident.end());

test.each([
  ["a gateway's 502, which is no evidence that it went through", page, "alreadyRevoked"],
  ["a 503 in Datadog's own words, which may have been carried out", 503, "revoked"],
] as const)(
  "case 3: a token that was seen alive, and whose DELETE is answered by %s, and then 404, is proven gone",
  async (_, first, status) => {
    incident = await startRecordIncident({
      credentials: [adminCredentials, { bearerToken }],
      tokens: [{ tokenId }],
    });
    const { datadog, stack } = incident;
    const response = await fetch(`${datadog.url}/api/v2/personal_access_tokens/${tokenId}`, {
      headers: { Authorization: `Bearer ${bearerToken}`, "User-Agent": "test" },
    });
    const alive = { status: response.status, body: (await response.json()) as object };
    datadog.ledger.clear();
    // Seen alive, and dead a moment later.
    datadog.tokens.revoke(tokenId);
    datadog.faults.answer({ method: "GET", tokenId }, [alive]);
    datadog.faults.answer({ method: "DELETE", tokenId }, [first, notFound]);
    await stack.program(`new Revocation("leaked", { tokenId: "${tokenId}" });`);
    expect(await stack.up()).toMatchObject({ exitCode: 0 });
    const records = await stack.records();
    expect(records).toMatchObject({ [tokenId]: { status, verifiedAt: time } });
    expect("revokedAt" in (records[tokenId] ?? {})).toBe(status === "revoked");
  },
);
