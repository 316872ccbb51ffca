import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { CliStack } from "../engine/cli-stack";
import { keys, otherTokenId, startIncident, tokenId, type Incident } from "../engine/incident";

/** A pair of keys that may not read access tokens. */
export const readerKeys = { apiKey: "reader-api-key", appKey: "reader-app-key" };

/** Credentials whose user's roles permit nothing of a revocation. */
export const powerless = "powerless";

const user = { userId: "00000000-0000-4000-8000-0000000000e5" };

/** A project as `datadog-token-gitops doctor` wishes it to be, and the Datadog that it asks. */
export interface DoctorsStack {
  incident: Incident;
  stack: CliStack;
}

/** Makes a set-up without a fault; end its incident. */
export async function healthyStack(): Promise<DoctorsStack> {
  const incident = await startIncident({
    credentials: [
      { apiKey: keys.DD_API_KEY, appKey: keys.DD_APP_KEY, ...user },
      { ...readerKeys, permissions: { read: "none" } },
      { bearerToken: "unplaced", permissions: { currentUser: false } },
      { bearerToken: powerless, permissions: { revoke: "none" } },
      { bearerToken: "unseen", permissions: { userAccess: false } },
    ],
  });
  incident.datadog.tokens.create({ name: "colleague", ownerId: user.userId });
  const stack = await CliStack.create(incident.pulumi, { ...keys, DD_API_URL: incident.datadog.url });
  await stack.write(
    "package.json",
    JSON.stringify({
      dependencies: { "@pulumi/pulumi": "*", "pulumi-datadog-token-revocation": "*" },
      scripts: {
        gitops: "datadog-token-gitops --policy-pack policy --policy-pack-config policy-config.json",
      },
    }),
  );
  await stack.list([`tokenId: ${tokenId}`, `{ tokenId: ${otherTokenId}, onNotFound: fail }`]);
  await mkdir(join(stack.folder, "policy"));
  await stack.write("policy/PulumiPolicy.yaml", "runtime: nodejs\n");
  await stack.write("policy/package.json", JSON.stringify({ main: "index.js" }));
  await stack.write("policy/index.js", "");
  await stack.write("policy-config.json", "{}");
  await stack.pulumi(["config", "set", "datadog:maxRevocations", "25"]);
  return { incident, stack };
}

/** Expects that nothing was asked to be revoked, and that no credential was printed. */
export function expectHarmless({ incident, stack }: DoctorsStack): void {
  expect(incident.datadog.ledger.count({ method: "DELETE" })).toBe(0);
  for (const secret of [...Object.values(keys), ...Object.values(readerKeys)]) {
    expect(stack.transcript).not.toContain(secret);
  }
}
