import { startRecordIncident, type RecordIncident } from "../../support/engine/record-incident";

jest.setTimeout(240_000);

let incident: RecordIncident;

beforeEach(async () => {
  incident = await startRecordIncident({ tokens: 2 });
});
afterEach(() => incident.end());

const armed = (tokenId: string) => `{tokenId: ${tokenId}, revokeOn: delete}`;
const single = (name: string, tokenId: string) =>
  `new Revocation("${name}", { tokenId: "${tokenId}", revokeOn: "delete" });`;
const lists = ["one", "two"].map((name) => `new List("${name}", { file: "${name}.yaml" });`);
const twoTokens = () => incident.datadog.tokens.list().map(({ tokenId }) => tokenId) as [string, string];
const staysAsDeclared = (tokenId: string) =>
  `"${tokenId}" on datadoghq.com is taken out in one place and still declared in another of this run, which may be the same account by another name: no DELETE was sent`;

test("case 4: an armed token that is renamed or moves to another list lives on, and one that really goes is told and counts for the cap", async () => {
  const { stack, deletes, isAlive } = incident;
  const [lent, listed] = twoTokens();
  await stack.list([armed(listed)], "one.yaml");
  await stack.list([], "two.yaml");
  await stack.program(single("before", lent), ...lists);
  expect(await stack.up()).toMatchObject({ exitCode: 0 });

  await stack.list([], "one.yaml");
  await stack.list([armed(listed)], "two.yaml");
  await stack.program(single("after", lent), ...lists);
  const moved = await stack.up();
  expect(moved.exitCode).toBe(0);
  expect(moved.printed).toContain(staysAsDeclared(lent));
  expect(moved.printed).toContain(staysAsDeclared(listed));
  expect(deletes()).toEqual([]);
  expect(await stack.records()).toMatchObject({ [lent]: { status: "armed" }, [listed]: { status: "armed" } });

  await stack.list([], "two.yaml");
  await stack.program(...lists);
  const preview = await stack.preview();
  expect(preview.printed).toContain(
    `${listed} on datadoghq.com: taken out, it had been left alive until now, and this revokes it for good unless it is still declared elsewhere`,
  );
  const capped = await stack.up({ DD_MAX_REVOCATIONS: "1" });
  expect(capped.exitCode).not.toBe(0);
  expect(capped.printed).toContain("2 new revocations so far in this run, and DD_MAX_REVOCATIONS allows 1.");
  expect(isAlive(lent, listed)).toEqual([true, false]);
  const allowed = await stack.up({ DD_MAX_REVOCATIONS: "1" });
  expect(allowed.exitCode).toBe(0);
  expect(allowed.printed).toContain(
    `"${lent}" on datadoghq.com was alive until now and was revoked for good by being taken out.`,
  );
  expect(isAlive(lent, listed)).toEqual([false, false]);
});

test("case 13: an armed token lives while one of two resources declares it, also in a state that is imported as another stack's, and a transform's text is redacted", async () => {
  const { stack, datadog, deletes, isAlive, text } = incident;
  const [twice, other] = twoTokens();
  await stack.write("leaked.txt", text(other));
  const transform = [
    'const leaked = require("node:fs").readFileSync("leaked.txt", "utf8");',
    "pulumi.runtime.registerStackTransformation(({ props, opts }) => ({ props: { ...props, reason: `see ${leaked}` }, opts }));",
  ];
  await stack.program(...transform, single("one", twice), single("two", twice));
  expect(await stack.up()).toMatchObject({ exitCode: 0 });
  expect(await stack.outputs("one")).toMatchObject({
    reason: `see ddpat_${datadog.tokens.get(other)?.alias ?? ""}_[REDACTED]`,
  });

  await stack.program(single("two", twice));
  const gone = await stack.up();
  expect(gone.exitCode).toBe(0);
  expect(gone.printed).toContain(staysAsDeclared(twice));
  expect(await stack.outputs("one")).toBeUndefined();

  const imported = await stack.importedAs("other");
  const up = await imported.up();
  expect(up.exitCode).toBe(0);
  expect(up.printed).toContain(staysAsDeclared(twice));
  expect(deletes()).toEqual([]);
  expect(isAlive(twice)).toEqual([true]);
  expect(await imported.records()).toMatchObject({ [twice]: { status: "armed" } });
});
