import { MarkdownDocument } from "../../support/documents/markdown";
import { organization } from "../../support/lifecycle/in-memory-datadog";
import { longAgo } from "../../support/lifecycle/provider-under-test";
import { resourceUnderTest, type Kind } from "../../support/lifecycle/resource-under-test";

const table = new MarkdownDocument("docs/guarantees.md").table("What credentials are shown");
const seer = "3ad549bf-eba0-11e9-a77a-0705486660d0";
const other = "48e5159f-e308-11ef-bcfc-2666505bfd8f";

const absent = { revokedAt: undefined, verifiedAt: undefined } as const;
/** The records, as the table's first column has them. */
const recorded = [
  { row: "armed, and seen alive", was: { ...absent, status: "armed", seenBy: seer } },
  { row: "armed, and never seen", was: { ...absent, status: "armed" } },
  { row: "`unfinished`", was: { verifiedAt: undefined, unfinished: "verification", seenBy: seer } },
  {
    row: "seen alive, its DELETE answered 404, not proven gone",
    was: { ...absent, status: "alreadyRevoked", seenBy: seer },
  },
  { row: "its DELETE answered 204, not proven gone", was: { verifiedAt: undefined, seenBy: seer } },
  { row: "proven gone", was: { seenBy: seer } },
  { row: "accepted on a 404", was: { ...absent, status: "alreadyRevoked", notFoundAt: longAgo } },
] as const;

const kinds: readonly Kind[] = ["a single revocation", "a batch of one"];
const cells = kinds.flatMap((kind) =>
  recorded.flatMap(({ row, was }) =>
    (["`up`", "its end", "a refresh"] as const).map((operation) => ({ kind, row, was, operation })),
  ),
);

test("the table has a row for each of these records", () => {
  expect(table.rows.map(([row]) => row)).toEqual(recorded.map(({ row }) => row));
});

test.each(cells)(
  "$kind, $row: $operation comes to what the table says",
  async ({ kind, row, was, operation }) => {
    const resource = resourceUnderTest(kind);
    const { datadog, warnings, stateWith, recordOf, update, takeOut, refresh } = resource;
    datadog.identity = { kind: "placed", organization, user: other };
    datadog.readsOthers = () => Promise.resolve(false);
    const before = stateWith(was, { revokeOn: "delete" });
    const run = {
      "`up`": () => update(before),
      "its end": () => takeOut(before),
      "a refresh": () => refresh(before),
    };
    const { state, failure } = await run[operation]();
    const told = warnings.join("\n");
    if (failure !== undefined) {
      expect(failure).toContain("404, which proves nothing here");
      expect({ ...recordOf(state), revokeOn: "delete" }).toEqual(recordOf(before));
    }
    const comesTo =
      failure !== undefined
        ? "error"
        : told.includes("may be alive again, unseen")
          ? "told"
          : told.includes("already revoked, which is accepted and not proven")
            ? "accepted"
            : "–";
    const cell = table.rows.find(([first]) => first === row)?.[table.columns.indexOf(operation)];
    expect(comesTo).toBe(cell);
  },
);
