import { RequestLedger } from "../../../../simulator/requests/ledger";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const path = `/api/v2/personal_access_tokens/${tokenId}`;
const request = {
  method: "DELETE",
  url: path,
  headers: { "user-agent": "client/1.0", authorization: "Bearer T" },
  shown: { kind: "bearer", token: "T" },
} as const;
const entry = { method: "DELETE", path, tokenId, at: 1000, userAgent: "client/1.0", credential: "bearer" };

test("a request is noted at its arrival and completed when it is settled", () => {
  const ledger = new RequestLedger(() => 1000);
  const arrival = ledger.open(request);
  expect(ledger.entries()).toEqual([entry]);
  expect(ledger.complete(arrival, { status: 204 })).toEqual({ ...entry, status: 204 });
  expect(ledger.entries()).toEqual([{ ...entry, status: 204 }]);
});

test("the order is that of arrival, not of the answers", () => {
  const ledger = new RequestLedger(() => 1000);
  const first = ledger.open(request);
  const second = ledger.open({ ...request, method: "GET" });
  ledger.complete(second, { status: 200 });
  ledger.complete(first, { fault: "loseAnswer" });
  expect(ledger.entries().map(({ method }) => method)).toEqual(["DELETE", "GET"]);
});

test("entries can be chosen and counted by what they are", () => {
  const ledger = new RequestLedger(() => 1000);
  const arrival = ledger.open(request);
  ledger.complete(arrival, { status: 204, fault: "answer" });
  ledger.open({ ...request, method: "GET", shown: { kind: "none" } });
  expect(ledger.count()).toBe(2);
  expect(ledger.count({ method: "DELETE", status: 204, tokenId: tokenId.toUpperCase() })).toBe(1);
  expect(ledger.count({ credential: "none" })).toBe(1);
  expect([ledger.count({ path }), ledger.count({ path: "/api/v2/current_user" })]).toEqual([2, 0]);
  expect(ledger.count({ fault: "answer" })).toBe(1);
  expect(ledger.count({ fault: "hang" })).toBe(0);
  expect(ledger.entries({ method: "GET" }).map(({ credential }) => credential)).toEqual(["none"]);
});

test("what a client should not do is noted as a violation", () => {
  const ledger = new RequestLedger(() => 1000);
  ledger.open(request);
  expect(ledger.violations()).toEqual([]);
  ledger.open({ ...request, headers: {} });
  expect(ledger.violations()).toEqual([{ rule: "no user agent", method: "DELETE", path, at: 1000 }]);
});

test("clear forgets, also what is still in progress", () => {
  const ledger = new RequestLedger(() => 1000);
  const arrival = ledger.open({ ...request, headers: {} });
  ledger.clear();
  expect(ledger.complete(arrival, { status: 204 })).toMatchObject({ status: 204 });
  expect(ledger.entries()).toEqual([]);
  expect(ledger.violations()).toEqual([]);
});

test("what was handed out does not change afterwards", () => {
  const ledger = new RequestLedger(() => 1000);
  const arrival = ledger.open(request);
  const before = ledger.entries();
  ledger.complete(arrival, { status: 204 });
  ledger.open(request);
  expect(before).toEqual([entry]);
});

test("no credential and no token's text is kept", () => {
  const secret = `ddpat_1dm1op4lL89nV8pt94Tdk8_${"A".repeat(36)}`;
  const ledger = new RequestLedger();
  ledger.open({
    method: "GET",
    url: `/api/v2/personal_access_tokens/${secret}?filter=${secret}`,
    headers: { authorization: `Bearer ${secret}`, "user-agent": `agent ${secret}` },
    shown: { kind: "bearer", token: secret },
  });
  expect(JSON.stringify([ledger.entries(), ledger.violations()])).not.toContain(secret);
});
