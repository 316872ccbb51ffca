import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startIncident, tokenId, type Incident } from "../support/engine/incident";
import { pathWithTypeStripping } from "../support/engine/type-stripping";

jest.setTimeout(180_000);

let incident: Incident;
beforeEach(async () => {
  incident = await startIncident();
});
afterEach(() => incident.end());

const leaked = () => incident.datadog.tokens.get(tokenId)?.text ?? "no such token";

type Config = () => Record<string, { value: string; secret?: boolean }>;

test.each<[example: string, config: Config, isAlive: boolean]>([
  ["quickstart", () => ({}), false],
  ["revocation-list", () => ({}), false],
  ["leaked-token", () => ({ "leaked-token:leakedToken": { value: leaked(), secret: true } }), false],
  ["revoke-on-destroy", () => ({ "revoke-on-destroy:lentTokenId": { value: tokenId } }), true],
])(
  "%s runs without a compiler: Node.js strips its types, and has nothing to say of them",
  async (example, config, isAlive) => {
    const path = await pathWithTypeStripping(incident.pulumi.folder);
    const stack = await incident.stackOf(example, { environment: { PATH: path }, config: config() });
    const { printed } = await stack.up();
    expect(incident.datadog.tokens.isAlive(tokenId)).toBe(isAlive);
    expect(printed).not.toMatch(/warning|MODULE_TYPELESS/i);
  },
);

test("what a compiler would have to make is refused, and named", async () => {
  const path = await pathWithTypeStripping(incident.pulumi.folder);
  const stack = await incident.stackOf("quickstart", { environment: { PATH: path } });
  await writeFile(
    join(stack.workDir, "index.ts"),
    'enum Reason { Log = "printed in a log" }\nexport = Reason;\n',
  );
  await expect(stack.up()).rejects.toThrow(/TypeScript enum is not supported in strip-only mode/);
});
