import type { DatadogClient } from "../../../provider/datadog";
import { meaningOf } from "../../../provider/datadog/http/attempt";
import { mostAttempts } from "../../../provider/datadog/retry/retry-policy";
import type { PersonalAccessTokenRevocationProvider } from "../../../provider/resources/personal-access-token-revocation";
import {
  consistencyWindowSeconds,
  finalDeleteSeconds,
  observationSeconds,
  observationSecondsFor,
  verificationSeconds,
} from "../../../provider/revocation/context";
import type { RevocationState } from "../../../provider/schema/revocation-state";
import { organization } from "../../support/lifecycle/in-memory-datadog";
import { MarkdownDocument } from "../../support/documents/markdown";
import { providerUnderTest } from "../../support/lifecycle/provider-under-test";

const page = new MarkdownDocument("docs/operations.md");
const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const inputs = {
  tokenId,
  site: "datadoghq.eu",
  revokeOn: "both",
  onNotFound: "accept",
  verify: true,
} as const;
const armed = { ...inputs, revokeOn: "delete" } as const;
const recorded: RevocationState = { ...inputs, status: "revoked", revokedAt: "2026-11-01T00:00:00.000Z" };
const verified: RevocationState = { ...recorded, verifiedAt: "2026-11-01T00:00:01.000Z" };
const accepted: RevocationState = {
  ...inputs,
  status: "alreadyRevoked",
  notFoundAt: "2026-11-01T00:00:00.000Z",
  organization: "00000000-0000-4000-8000-0000000000ff",
};

type Provider = PersonalAccessTokenRevocationProvider;

/** Each row of the table as a call of the provider, for a token that is alive or gone. */
const operations: Record<string, { alive: boolean; run: (provider: Provider) => Promise<unknown> }> = {
  "`pulumi preview` of a new token": { alive: true, run: (provider) => provider.check({}, inputs) },
  create: { alive: true, run: (provider) => provider.create(inputs) },
  'create with `revokeOn: "delete"`': { alive: true, run: (provider) => provider.create(armed) },
  "`pulumi up` without a change": {
    alive: true,
    run: (provider) => provider.diff(tokenId, verified, inputs),
  },
  "update of `reason`, `ticket` or an option": {
    alive: true,
    run: (provider) => provider.update(tokenId, verified, { ...inputs, ticket: "SEC-1", onNotFound: "fail" }),
  },
  "update of an `armed` token to `create` or `both`": {
    alive: true,
    run: (provider) => provider.update(tokenId, { ...armed, status: "armed" }, inputs),
  },
  "update after a token outlived its DELETE": {
    alive: true,
    run: (provider) =>
      provider.update(tokenId, { ...recorded, organization, unfinished: "verification" }, inputs),
  },
  "update after a refresh found a token alive again": {
    alive: true,
    run: (provider) =>
      provider.update(tokenId, { ...recorded, organization, unfinished: "aliveAgain" }, inputs),
  },
  "update of a token accepted on a 404 of another organisation": {
    alive: true,
    run: (provider) => provider.update(tokenId, accepted, inputs),
  },
  "update of a token that nobody saw, and that a 204 alone says was there, in an organisation that is told only now":
    {
      alive: true,
      run: (provider) => provider.update(tokenId, { ...inputs, status: "alreadyRevoked" }, inputs),
    },
  "`pulumi refresh`, the token is gone": {
    alive: false,
    run: (provider) => provider.read(tokenId, verified),
  },
  "`pulumi refresh` of an `armed` token": {
    alive: true,
    run: (provider) => provider.read(tokenId, { ...armed, status: "armed" }),
  },
  "`pulumi refresh`, the token is alive": {
    alive: true,
    run: (provider) => provider.read(tokenId, verified),
  },
  "the end of a token that was verified": {
    alive: false,
    run: (provider) => provider.delete(tokenId, verified),
  },
  "the end of a token that was not verified": {
    alive: false,
    run: (provider) => provider.delete(tokenId, recorded),
  },
  "the end of a token that was recorded as dead and is alive": {
    alive: true,
    run: (provider) => provider.delete(tokenId, verified),
  },
  "the end of an `armed` token": {
    alive: true,
    run: (provider) => provider.delete(tokenId, { ...armed, status: "armed" }),
  },
  'the end of a token with `revokeOn: "create"`': {
    alive: true,
    run: (provider) => provider.delete(tokenId, { ...verified, revokeOn: "create" }),
  },
  "the end of an `armed` token that the run declares elsewhere": {
    alive: true,
    run: async (provider) => {
      await provider.check({}, inputs);
      await provider.delete(tokenId, { ...armed, status: "armed" });
    },
  },
};

const rows = page
  .table("Operations")
  .rows.map(([operation = "", requests = ""]) => ({ operation, requests }));

test("there is a row for each operation, and no other", () => {
  expect(rows.map(({ operation }) => operation)).toEqual(Object.keys(operations));
});

test.each(rows)("$operation: the requests are $requests", async ({ operation, requests }) => {
  const { alive = false, run } = operations[operation] ?? {};
  const { provider, asked } = providerWith(alive);
  await (run?.(provider) ?? Promise.reject(new Error("no such operation")));
  expect(asked.join(", ") || "none").toBe(requests);
});

test("an update after a token outlived its DELETE asks once if the token is gone", async () => {
  const { provider, asked } = providerWith(false);
  await provider.update(tokenId, { ...recorded, organization, unfinished: "verification" }, inputs);
  expect(asked).toEqual(["GET"]);
});

test("the statuses that are retried are those of the code, and so are the times", () => {
  const { rows: responses } = page.table("Responses");
  for (const [statuses = "", toDelete = ""] of responses) {
    for (const status of statuses.match(/\d{3}/g) ?? []) {
      const { isRetried } = meaningOf({ kind: "response", status: Number(status), headers: {}, body: "" });
      expect([status, /^retried/.test(toDelete)]).toEqual([status, isRetried]);
    }
  }
  expect(page.text).toContain(`at most ${mostAttempts} attempts`);
  expect(page.text).toContain(`It is sent once, takes at most ${observationSeconds} s (beyond 15,000 tokens`);
  expect(page.text).toContain("in one resource 0.2 ms for each), and fails nothing");
  expect([1, 15_000, 100_000].map(observationSecondsFor)).toEqual([3, 3, 20]);
  expect(page.text).toContain(`repeated until it is a 404, for at most ${verificationSeconds} s`);
  expect(page.text).toContain(`If it fails, for at most ${finalDeleteSeconds} s`);
  expect(consistencyWindowSeconds).toBe(60);
});

/** A provider whose Datadog knows the one token, and does what it is asked. */
function providerWith(alive: boolean) {
  const asked: ("GET" | "DELETE")[] = [];
  let isAlive = alive;
  const client: DatadogClient = {
    find: () => {
      asked.push("GET");
      return Promise.resolve(isAlive ? { tokenId } : undefined);
    },
    revoke: () => {
      asked.push("DELETE");
      const outcome = isAlive ? "deleted" : "notFound";
      isAlive = false;
      return Promise.resolve({ outcome, attempts: 1, lostAttempts: 0 });
    },
    list: () => Promise.reject(new Error("the list is for many tokens")),
    // Asked beside the requests of the table.
    readsOthers: () => Promise.resolve(true),
    rolePermissions: () => Promise.resolve(undefined),
    identify: () => Promise.resolve({ kind: "placed", organization }),
  };
  const { provider } = providerUnderTest(client);
  return { provider, asked };
}
