import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fenced, outputIn } from "../support/documents/shown-outputs";
import { startIncident, tokenId, type Incident } from "../support/engine/incident";
import { expectNoSecret } from "../support/engine/no-secret";

jest.setTimeout(180_000);

let incident: Incident;

beforeEach(async () => {
  incident = await startIncident();
});
afterEach(() => incident.end());

const leaked = () => incident.datadog.tokens.get(tokenId)?.text ?? "no such token";

type Story = [
  example: string,
  config: () => Record<string, { value: string; secret?: boolean }>,
  aliveInBetween: boolean,
  resources: number,
];

test.each<Story>([
  ["quickstart", () => ({}), false, 2],
  ["revocation-list", () => ({}), false, 2],
  ["leaked-token", () => ({ "leaked-token:leakedToken": { value: leaked(), secret: true } }), false, 2],
  ["revoke-on-destroy", () => ({ "revoke-on-destroy:lentTokenId": { value: tokenId } }), true, 2],
])(
  "%s: up, no changes, refresh without changes, destroy, no secret anywhere",
  async (example, config, isAliveInBetween, resources) => {
    const stack = await incident.stackOf(example, { config: config() });
    const up = await stack.up();
    expect(incident.datadog.tokens.isAlive(tokenId)).toBe(isAliveInBetween);
    expect((await stack.preview()).changes).toEqual({ same: resources });
    expect((await stack.refresh()).changes).toEqual({ same: resources });
    expect((await stack.destroy()).changes).toEqual({ delete: resources });
    expect(incident.datadog.tokens.isAlive(tokenId)).toBe(false);
    await expectNoSecret(stack, [leaked(), leaked().slice(-36)]);
    expect(incident.datadog.ledger.violations()).toEqual([]);
    expect(outputIn(await readFile(join(stack.workDir, "README.md"), "utf8"))).toEqual(
      outputIn(fenced(up.printed)),
    );
  },
);
