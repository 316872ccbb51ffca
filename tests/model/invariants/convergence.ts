import assert from "node:assert/strict";
import type { Run } from "../engine/run";
import type { Story } from "../commands/story";
import type { System } from "../commands/system";
import { administrator, fullCredentials } from "../world/credentials";
import { organizations, type OrganizationName } from "../world/token";
import { recordsOf } from "./records";
import { recordKey, type RevocationRecord } from "../../../provider/schema/revocation-record";
import { askedBy } from "../commands/story";

const whileMs = 600_000;

/**
 * Invariant: with faults off, time to die and credentials of the organisation that the records name, a second `up` changes
 * nothing and sends nothing, and a destroy ends with an empty state. But for
 *
 * - records of two organisations of one site, for which no credentials are right;
 * - a service access token that Datadog goes on showing: no DELETE here can end it, and every run says so;
 * - what other credentials saw and left open, in an organisation without another token: nothing shows there who reads all;
 * - a token with `onNotFound: "fail"` that is not there: that is an error until a person says `accept`, so it is said here.
 *
 * @returns the story after it; undefined if one of the first three is in the way.
 */
export async function converges(
  story: Story,
  system: System,
  ends: "up" | "destroy",
): Promise<Story | undefined> {
  const settled = settledStory(story, system);
  if (settled === undefined) {
    return undefined;
  }
  await succeedsInTheEnd(() => system.run("up", settled), system);
  const before = JSON.stringify(system.engine.state);
  const second = await system.run("up", settled);
  assert.deepEqual(second.failures, [], "an up that follows a good one fails");
  assert.equal(second.changes, 0, "an up that follows a good one changes something");
  assert.equal(
    system.world.ledger.requests.get(second.number) ?? 0,
    0,
    "an up that follows a good one asks something",
  );
  assert.equal(JSON.stringify(system.engine.state), before);
  if (ends === "destroy") {
    await succeedsInTheEnd(() => system.run("destroy", settled), system);
    assert.deepEqual(system.engine.state, [], "a destroy left something");
    return { ...settled, program: [] };
  }
  return settled;
}

/** A token that takes longer to die than a run verifies fails it: each of them once, and then no more. */
async function succeedsInTheEnd(run: () => Promise<Run>, system: System): Promise<void> {
  for (let left = system.world.tokens.size; left >= 0; left -= 1) {
    const { failures } = await run();
    system.world.pass(whileMs);
    if (failures.length === 0) {
      return;
    }
    for (const { message } of failures) {
      assert.match(message, /still says that the token is alive/, `a calm run failed: ${message}`);
    }
  }
  assert.fail("calm runs go on failing");
}

function settledStory({ program, machine }: Story, system: System): Story | undefined {
  const records = recordsOf(system.engine.state);
  const asked = new Set(askedBy(program).map(recordKey));
  const isHopeless =
    records.some(({ record }) => isShownService(system, record.tokenId) || isUnseen(system, record)) ||
    askedBy(program).some(({ tokenId }) => isShownService(system, tokenId)) ||
    records.some(({ record, key }) => record.onNotFound === "fail" && !asked.has(key));
  const byAccountSite = Map.groupBy(
    records.flatMap(({ record: { organization, site } }) =>
      organization === undefined ? [] : [{ organization, site }],
    ),
    ({ site }) => site,
  );
  const known = [...byAccountSite.values()].map((of) => new Set(of.map(({ organization }) => organization)));
  if (isHopeless || known.some(({ size }) => size > 1)) {
    return undefined;
  }
  system.world.faults = [];
  system.world.pass(whileMs);
  const us1 = nameOf(byAccountSite.get("datadoghq.com")?.[0]?.organization) ?? "a";
  const eu = nameOf(byAccountSite.get("datadoghq.eu")?.[0]?.organization) ?? "c";
  return {
    program: program.map((written) => ({
      ...written,
      options: { ...written.options, onNotFound: "accept" as const },
      tokens: written.tokens.map(({ tokenId, options: { onNotFound: _, ...options } }) => ({
        tokenId,
        options,
      })),
    })),
    machine: { ...machine, credentials: fullCredentials([us1, eu]), environment: {} },
  };
}

function isShownService(system: System, tokenId: string): boolean {
  return system.world.token(tokenId).kind === "service that is read";
}

/** Tells whether what others saw, and left open, can't be finished, since the list shows nobody else's token. */
function isUnseen({ world }: System, record: RevocationRecord): boolean {
  const { unfinished, seenBy, organization, status, verifiedAt, notFoundAt, evidence } = record;
  const home = nameOf(organization);
  const isAlone = home === undefined || world.neighbours(home).length === 0;
  const wasNeverHit = status === "armed" || (status === "alreadyRevoked" && verifiedAt === undefined);
  const wasSeen = (seenBy ?? evidence) !== undefined && notFoundAt === undefined;
  const needsSight = unfinished !== undefined || (wasNeverHit && wasSeen);
  return needsSight && seenBy !== administrator && isAlone;
}

function nameOf(id: string | undefined): OrganizationName | undefined {
  return (Object.keys(organizations) as OrganizationName[]).find((name) => organizations[name].id === id);
}
