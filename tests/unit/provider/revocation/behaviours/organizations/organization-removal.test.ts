import { organization } from "../../../../../support/lifecycle/in-memory-datadog";
import { tokenId } from "../../../../../support/lifecycle/provider-under-test";
import { resourceUnderTest, type Kind } from "../../../../../support/lifecycle/resource-under-test";
import { accepted, aliveAgain, armed, elsewhere, unfinished, unproven } from "./records";

const wrong = `Personal access token "${tokenId}" on datadoghq.eu is recorded in organisation ${organization}, and these credentials belong to organisation ${elsewhere}: its 404 says nothing of this token, so nothing was concluded from it. `;
const otherCredentials = `Use credentials of organisation ${organization}`;
const moved = `${wrong}${otherCredentials}; to move the revocation, declare it anew under another name.`;
const acceptedThere = `${wrong}${otherCredentials}, or run a pulumi up that declares it, which asks for it anew with these: it was only accepted on a 404 there.`;

/** A resource whose credentials are those of another organisation than the one that every state is bound to. */
function withOthersCredentials(kind: Kind) {
  const resource = resourceUnderTest(kind);
  resource.datadog.identity = { kind: "placed", organization: elsewhere };
  return resource;
}

const records = [
  { record: "proven", was: {} },
  { record: "unproven", was: unproven },
  { record: "accepted on a 404", was: accepted },
  { record: "armed", was: armed },
  { record: "unfinished", was: unfinished },
] as const;

const ends = [
  { kind: "a single revocation", verb: "destroy" },
  { kind: "a batch of one", verb: "takeOut" },
  { kind: "one of a batch of three", verb: "takeOut" },
] as const;

test.each(ends)(
  "the end of a proven token of $kind by another organisation goes through, with a warning",
  async ({ kind, verb }) => {
    const { stateWith, recordOf, warnings, ...resource } = withOthersCredentials(kind);
    const { state, failure } = await resource[verb](stateWith());
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toBeUndefined();
    expect(warnings).toEqual([
      `Personal access token "${tokenId}" on datadoghq.eu was proven gone in organisation ${organization}, and these credentials belong to another: its record is deleted all the same.`,
    ]);
  },
);

const openRecords = [...records.slice(1), { record: "alive again", was: aliveAgain }];
const allEnds = [...ends, { kind: "a batch of one", verb: "destroy" } as const];

test.each(allEnds.flatMap((end) => openRecords.map((record) => ({ ...end, ...record }))))(
  "to $verb $kind, $record, by another organisation that answers 404 is an error that names both, and forgets nothing",
  async ({ kind, verb, was }) => {
    const { stateWith, recordOf, ...resource } = withOthersCredentials(kind);
    const { state, failure } = await resource[verb](stateWith(was));
    expect(failure).toContain(was === accepted ? acceptedThere : moved);
    expect(recordOf(state)).toBeDefined();
  },
);
