import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";

jest.setTimeout(120_000);

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident({ tokens: 1 });
});
afterEach(() => incident.end());

const urn = (name: string) =>
  `urn:pulumi:test::record::pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocation::${name}`;

test.each([
  ["--target", "before"],
  ["--exclude", "after"],
])(
  "of a resource that %s leaves out the engine tells nothing, so an armed token that moves there is revoked, and the run says so",
  async (option, name) => {
    const { stack, deletes } = incident;
    const [{ tokenId } = { tokenId: "" }] = incident.datadog.tokens.list();
    const declare = (resource: string) =>
      stack.program(`new Revocation("${resource}", { tokenId: "${tokenId}", revokeOn: "delete" });`);
    await declare("before");
    await stack.up();
    await declare("after");
    const run = await stack.up({}, option, urn(name));
    expect(run.exitCode).toBe(0);
    expect(deletes()).toEqual([tokenId]);
    expect(run.printed).toContain(
      `"${tokenId}" on datadoghq.com was alive until now and was revoked for good by being taken out.`,
    );
  },
);
