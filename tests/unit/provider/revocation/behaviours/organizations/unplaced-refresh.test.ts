import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Identity } from "../../../../../../provider/datadog";
import { outOfSightVariable } from "../../../../../../provider/schema/claim";
import { organization } from "../../../../../support/lifecycle/in-memory-datadog";
import { tokenId } from "../../../../../support/lifecycle/provider-under-test";
import {
  ofEachKind,
  resourceUnderTest,
  type Kind,
} from "../../../../../support/lifecycle/resource-under-test";
import { accepted, armed, elsewhere, unproven } from "./records";

const trouble = { kind: "unknown", problem: "503.", isTransient: true } as const;
const words =
  "which proves nothing here: which organisation these credentials belong to could not be told, and the record names one, so it may be alive again, unseen.";
const kinds: readonly Kind[] = ["a single revocation", "a batch of one", "a service token's revocation"];

/** Refreshes a record with credentials that see other people's tokens, and tells whether a command around Pulumi is told. */
async function refreshed(kind: Kind, identity: Identity, was: object, before: Identity[] = []) {
  const folder = mkdtempSync(join(tmpdir(), "unplaced-"));
  const file = join(folder, "told");
  try {
    const environment = { DD_API_KEY: "key", DD_APP_KEY: "app-key", [outOfSightVariable]: file };
    const { datadog, stateWith, refresh, warnings } = resourceUnderTest(kind, { environment });
    datadog.identity = identity;
    datadog.identitiesBefore.push(...before);
    const state = stateWith(was);
    const after = await refresh(state);
    expect(after.state).toEqual(state);
    return { failure: after.failure, told: warnings.join("\n"), isTold: existsSync(file) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const claims = [
  { claim: "proven", was: {} },
  { claim: "not proven", was: unproven },
] as const;

test.each(ofEachKind(claims).filter(({ kind }) => kinds.includes(kind)))(
  "$kind, $claim in an organisation: a refresh by credentials that can't be placed says that it may be alive again, and changes nothing",
  async ({ kind, was }) => {
    const { failure, told, isTold } = await refreshed(kind, { kind: "valid" }, was);
    expect(failure).toBeUndefined();
    expect(told).toContain(`"${tokenId}" on datadoghq.eu was not found, ${words}`);
    expect(isTold).toBe(true);
  },
);

const silent = [
  { record: "recorded in no organisation", was: { organization: undefined } },
  { record: "accepted on a 404", was: accepted },
  { record: "armed", was: armed },
] as const;

test.each(ofEachKind(silent).filter(({ kind }) => kinds.includes(kind)))(
  "$kind, $record: such a refresh says nothing of this token",
  async ({ kind, was }) => {
    const { told, isTold } = await refreshed(kind, { kind: "valid" }, was);
    expect(told).not.toContain(tokenId);
    expect(isTold).toBe(false);
  },
);

test.each(kinds)(
  "%s: a refresh that trouble kept from telling the organisation at first asks once more, and is green",
  async (kind) => {
    const { failure, told, isTold } = await refreshed(kind, { kind: "placed", organization }, {}, [trouble]);
    expect({ failure, isTold }).toEqual({ failure: undefined, isTold: false });
    expect(told).not.toContain(tokenId);
  },
);

test.each(kinds)(
  "%s: a refresh by another organisation that trouble kept from being told at first is an error, never green",
  async (kind) => {
    const { failure } = await refreshed(kind, { kind: "placed", organization: elsewhere }, {}, [trouble]);
    expect(failure).toContain(`these credentials belong to organisation ${elsewhere}`);
  },
);
