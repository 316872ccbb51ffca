import { startSimulator, type Simulator } from "datadog-token-simulator";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const otherTokenId = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const clock = { nowMs: 0 };

let datadog: Simulator;
beforeEach(async () => {
  clock.nowMs = Date.parse("2026-04-08T16:00:00Z");
  datadog = await startSimulator({
    tokens: [{ tokenId }, { tokenId: otherTokenId }],
    rateLimit: { limit: 100, periodSeconds: 60 },
    now: () => clock.nowMs,
  });
});
afterEach(() => datadog.close());

function send(
  method: string,
  { id = tokenId, signal }: { id?: string; signal?: AbortSignal } = {},
): Promise<Response> {
  return fetch(`${datadog.url}/api/v2/personal_access_tokens${id === "" ? "" : `/${id}`}`, {
    method,
    headers: { authorization: "Bearer T" },
    redirect: "manual",
    ...(signal === undefined ? {} : { signal }),
  });
}

const status = async (method: string, id?: string) =>
  (await send(method, id === undefined ? {} : { id })).status;

test("scripted answers come one by one and have no effect, then the real one", async () => {
  datadog.faults.answer({ method: "DELETE" }, [429, 503, 403]);
  expect([
    await status("DELETE"),
    await status("GET"),
    await status("DELETE"),
    await status("DELETE"),
  ]).toEqual([429, 200, 503, 403]);
  expect(datadog.tokens.isAlive(tokenId)).toBe(true);
  expect(await status("DELETE")).toBe(204);
  expect(datadog.ledger.entries({ fault: "answer" }).map((entry) => entry.status)).toEqual([429, 503, 403]);
});

test("a scripted answer carries its own headers and body and no rate limit", async () => {
  datadog.faults.answer({}, [
    { status: 429, headers: { "X-RateLimit-Reset": "7, 7" }, body: "<html>slow down</html>" },
  ]);
  const response = await send("GET");
  expect(response.status).toBe(429);
  expect(response.headers.get("content-type")).toBe("text/html");
  expect(response.headers.get("x-ratelimit-reset")).toBe("7, 7");
  expect(response.headers.get("x-ratelimit-limit")).toBeNull();
  expect(await response.text()).toBe("<html>slow down</html>");
});

test("a redirect can be scripted", async () => {
  datadog.faults.answer({}, [{ status: 302, headers: { location: "https://example.com/" } }]);
  const response = await send("GET");
  expect([response.status, response.headers.get("location")]).toEqual([302, "https://example.com/"]);
});

test("a reset comes before anything happens", async () => {
  datadog.faults.reset({ method: "DELETE" });
  await expect(send("DELETE")).rejects.toHaveProperty("cause.code", "ECONNRESET");
  expect(datadog.tokens.isAlive(tokenId)).toBe(true);
  expect(await status("DELETE")).toBe(204);
  expect(
    datadog.ledger.entries({ method: "DELETE" }).map(({ fault, ...entry }) => [fault, entry.status]),
  ).toEqual([
    ["reset", undefined],
    [undefined, 204],
  ]);
});

test("a lost answer comes after the revocation took effect", async () => {
  datadog.faults.loseAnswer({ method: "DELETE" });
  await expect(send("DELETE")).rejects.toHaveProperty("cause.message", "other side closed");
  expect(datadog.tokens.isAlive(tokenId)).toBe(false);
  expect(await status("GET")).toBe(404);
  expect(datadog.ledger.entries({ fault: "loseAnswer" })).toMatchObject([{ method: "DELETE", tokenId }]);
  expect(datadog.ledger.entries({ fault: "loseAnswer" })[0]).not.toHaveProperty("status");
});

test("a request that hangs has no answer and no effect, and does not keep the simulator from closing", async () => {
  datadog.faults.hang({ method: "DELETE" });
  const hanging = new AbortController();
  const answered = send("DELETE", { signal: hanging.signal }).then(
    () => "answered",
    () => "no answer",
  );
  while (datadog.ledger.count({ fault: "hang" }) === 0) {
    await status("GET");
  }
  expect(datadog.tokens.isAlive(tokenId)).toBe(true);
  await datadog.close();
  expect(await answered).toBe("no answer");
});

test("a fault for one token leaves the other alone", async () => {
  datadog.faults.answer({ tokenId }, [500]);
  expect(await status("GET", otherTokenId)).toBe(200);
  expect(await status("GET")).toBe(500);
});

test("a delayed revocation is still invisible to GET and list, until its time has come", async () => {
  datadog.faults.delayRevocation(5000);
  expect(await status("DELETE")).toBe(204);
  const listed = async () => {
    const response = await fetch(`${datadog.url}/api/v2/personal_access_tokens`, {
      headers: { authorization: "Bearer T" },
    });
    return (await response.text()).includes(tokenId);
  };
  clock.nowMs += 4999;
  expect([await status("GET"), await listed()]).toEqual([200, true]);
  expect(datadog.tokens.isAlive(tokenId)).toBe(false);
  clock.nowMs += 1;
  expect([await status("GET"), await listed()]).toEqual([404, false]);
});

test("clear makes a delayed revocation visible at once", async () => {
  datadog.faults.delayRevocation(60_000);
  await status("DELETE");
  datadog.faults.clear();
  expect(await status("GET")).toBe(404);
});

test("a token that is revoked from the start is not delayed", async () => {
  datadog.faults.delayRevocation(60_000);
  const { tokenId: revoked } = datadog.tokens.create({ revoked: true, createdAt: "2026-01-01T00:00:00Z" });
  expect(await status("GET", revoked)).toBe(404);
});

test.each([
  ["404 without a body", { status: 404, body: "" }, 404, null, ""],
  ["404 in HTML", { status: 404, body: "<h1>Not Found</h1>" }, 404, "text/html", "<h1>Not Found</h1>"],
  ["204", 204, 204, null, ""],
])("a gateway answers everything with a %s", async (_what, answer, status, contentType, text) => {
  datadog.faults.answer({}, [answer], Infinity);
  for (const method of ["GET", "DELETE", "GET"]) {
    const response = await send(method);
    expect([response.status, response.headers.get("content-type")]).toEqual([status, contentType]);
    expect(await response.text()).toBe(text);
  }
  expect(datadog.tokens.isAlive(tokenId)).toBe(true);
});

test("a new token is not found for a while, though it is alive", async () => {
  datadog.faults.delayCreation(5000);
  clock.nowMs += 4999;
  expect([await status("GET"), await status("DELETE"), await status("GET")]).toEqual([404, 404, 404]);
  expect(datadog.tokens.isAlive(tokenId)).toBe(true);
  clock.nowMs += 1;
  expect([await status("GET"), await status("DELETE")]).toEqual([200, 204]);
});

test("a hidden token is not found for some requests, and not listed, though it is alive", async () => {
  datadog.faults.hide(tokenId, 2);
  const listed = async () => (await (await send("GET", { id: "" })).text()).includes(tokenId);
  expect([await status("GET"), await listed(), await status("DELETE"), await listed()]).toEqual([
    404,
    false,
    404,
    true,
  ]);
  expect(await status("GET")).toBe(200);
});

test("a token that is kept alive answers 204 to DELETE and 200 to GET for ever", async () => {
  datadog.faults.keepAlive(tokenId);
  expect([await status("DELETE"), await status("GET"), await status("DELETE"), await status("GET")]).toEqual([
    204, 200, 204, 200,
  ]);
  expect(datadog.tokens.isAlive(tokenId)).toBe(true);
});
