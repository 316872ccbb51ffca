import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DatadogClient, Identity, AccessToken } from "../../../provider/datadog";
import { claimOf } from "../../../provider/schema/claim";
import { endings, guaranteeOf, type Ending } from "../../../provider/schema/guarantees";
import { recordsIn } from "../../../provider/schema/batch-state";
import { deleteOutcomes, type DeleteOutcome } from "../../../provider/schema/revocation-status";
import { recordIn } from "../../../provider/schema/revocation-state";
import type { RevocationRecord } from "../../../provider/schema/revocation-record";
import { checkoutFolder } from "../../support/engine/example-copy";
import { datadogErrors } from "../../support/lifecycle/datadog-errors";
import { organization } from "../../support/lifecycle/in-memory-datadog";
import { providerUnderTest, tokenId } from "../../support/lifecycle/provider-under-test";
import { callTool } from "../tools/tool-process";

const page = readFileSync(join(checkoutFolder, "docs/guarantees.md"), "utf8");

test("the page's tables are those that `npm run guarantees` writes", async () => {
  expect(await callTool("docs/guarantees-page.mjs", "withGuarantees", [page])).toMatchObject({ value: page });
});

interface Cell {
  kind: "a single revocation" | "a batch";
  outcome: DeleteOutcome;
  ending: Ending;
}

const cells = (["a single revocation", "a batch"] as const).flatMap((kind) =>
  deleteOutcomes.flatMap((outcome) =>
    (Object.keys(endings) as Ending[]).map((ending): Cell => ({ kind, outcome, ending })),
  ),
);

test.each(cells)(
  "$kind, seen $outcome.seenBefore, DELETE $outcome.answer (lost: $outcome.lostAttempt), then $ending, claims what the page says",
  async ({ kind, outcome, ending }) => {
    const record = await recordAfter(kind, outcome, ending);
    const guarantee = guaranteeOf(outcome, ending);
    if (guarantee === "refusedDelete") {
      expect(record?.status ?? "armed").toBe("armed");
      return;
    }
    expect(record && claimOf(record)).toBe(guarantee);
    expect(record?.status).toBe(outcome.status);
  },
);

/** Runs the lifecycle; undefined if it failed and nothing was kept. */
async function recordAfter(
  kind: Cell["kind"],
  outcome: DeleteOutcome,
  ending: Ending,
): Promise<RevocationRecord | undefined> {
  const { provider, batches } = providerUnderTest(scriptedClient(outcome, ending));
  const options = {
    site: "datadoghq.eu",
    revokeOn: "both",
    onNotFound: "accept",
    verify: ending !== "notAsked",
  } as const;
  const isSingle = kind === "a single revocation";
  const run = isSingle
    ? provider.create({ ...options, tokenId })
    : batches.create({ ...options, revocations: { [tokenId]: {} }, evidence: true });
  const state = await run.then(
    ({ outs }) => outs,
    (error: unknown) => (error as { properties?: object }).properties,
  );
  if (state === undefined) {
    return undefined;
  }
  return isSingle
    ? recordIn(state as Parameters<typeof recordIn>[0])
    : recordsIn(state as Parameters<typeof recordsIn>[0])[0];
}

/** A Datadog that answers as one row says. */
function scriptedClient(
  { seenBefore, answer, lostAttempt = false }: DeleteOutcome,
  ending: Ending,
): DatadogClient {
  let isDeleted = false;
  const identity: Identity =
    ending === "goneSomewhere" ? { kind: "valid" } : { kind: "placed", organization };
  return {
    readsOthers: () => Promise.resolve(true),
    rolePermissions: () => Promise.resolve(undefined),
    identify: () => Promise.resolve(identity),
    list: () => Promise.reject(datadogErrors.denied("look up")),
    revoke: () => {
      isDeleted = true;
      return Promise.resolve({ outcome: answer, attempts: 1, lostAttempts: Number(lostAttempt) });
    },
    find: () => (isDeleted ? afterwards(ending) : before(seenBefore)),
  };
}

function before(seenBefore: DeleteOutcome["seenBefore"]): Promise<AccessToken | undefined> {
  return seenBefore === "notKnown"
    ? Promise.reject(datadogErrors.gaveUp("look up"))
    : Promise.resolve(seenBefore === "alive" ? { tokenId } : undefined);
}

function afterwards(ending: Ending): Promise<AccessToken | undefined> {
  switch (ending) {
    case "alive":
      return Promise.resolve({ tokenId });
    case "refused":
      return Promise.reject(datadogErrors.denied("look up"));
    case "unanswered":
      return Promise.reject(datadogErrors.gaveUp("look up"));
    default:
      return Promise.resolve(undefined);
  }
}
