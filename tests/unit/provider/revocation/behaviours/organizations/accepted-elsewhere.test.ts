import { kinds, resourceUnderTest } from "../../../../../support/lifecycle/resource-under-test";
import { accepted, elsewhere } from "./records";

// The others of a batch of three are proven in their organisation, which another one can't confirm.
test.each(kinds.filter((kind) => !kind.includes("three")))(
  "a refresh of %s that was accepted on a 404 of another organisation keeps it, and is no end: the up that follows asks anew",
  async (kind) => {
    const { datadog, stateWith, refresh, diff, update, recordOf } = resourceUnderTest(kind);
    datadog.identity = { kind: "placed", organization: elsewhere };
    const before = stateWith(accepted);
    const { state = {}, failure } = await refresh(before);
    expect(failure).toBeUndefined();
    expect(recordOf(state)).toEqual(recordOf(before));
    expect(await diff(state)).toMatchObject({ changes: true });
    const { state: after } = await update(state);
    expect(recordOf(after)).toMatchObject({ status: "alreadyRevoked", organization: elsewhere });
  },
);
