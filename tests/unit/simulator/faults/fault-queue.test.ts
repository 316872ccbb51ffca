import { FaultQueue } from "../../../../simulator/faults/fault-queue";

const tokenId = "35ef7728-4761-41dd-8a7b-f1112a26f840";
const otherTokenId = "61c07794-df2a-4403-a6ad-caa6bb70dae2";
const path = `/api/v2/personal_access_tokens/${tokenId}`;
const deletion = { method: "DELETE", path, tokenId };

/** The kinds, or scripted answers, that the next requests meet. */
function strikes(
  faults: FaultQueue,
  times: number,
  request: { method: string; path?: string; tokenId?: string } = deletion,
) {
  return Array.from({ length: times }, () => {
    const { fault } = faults.inject({ path, ...request });
    return fault?.kind === "answer" ? fault.answer : fault?.kind;
  });
}

test("without faults nothing strikes", () => {
  expect(new FaultQueue().inject(deletion)).toEqual({ latencyMs: 0 });
});

test("scripted answers come in their order, then normal life", () => {
  const faults = new FaultQueue();
  faults.answer({ method: "DELETE" }, [429, { status: 503, body: "down" }]);
  expect(strikes(faults, 3)).toEqual([429, { status: 503, body: "down" }, undefined]);
});

test("a script can run several times over, or for ever", () => {
  const faults = new FaultQueue();
  faults.answer({}, [429, 503], 2);
  expect(strikes(faults, 5)).toEqual([429, 503, 429, 503, undefined]);
  faults.answer({}, [500], Number.POSITIVE_INFINITY);
  expect(strikes(faults, 3)).toEqual([500, 500, 500]);
});

test("the oldest fault that matches strikes first", () => {
  const faults = new FaultQueue();
  faults.reset({ method: "GET" });
  faults.loseAnswer({ method: "DELETE" });
  faults.hang({}, 2);
  expect(strikes(faults, 2)).toEqual(["loseAnswer", "hang"]);
  expect(strikes(faults, 3, { method: "GET" })).toEqual(["reset", "hang", undefined]);
});

test("a fault for one token leaves the others alone, in any letter case", () => {
  const faults = new FaultQueue();
  faults.reset({ tokenId: tokenId.toUpperCase() });
  expect(strikes(faults, 1, { method: "DELETE", tokenId: otherTokenId })).toEqual([undefined]);
  expect(strikes(faults, 1, { method: "GET" })).toEqual([undefined]);
  expect(strikes(faults, 2)).toEqual(["reset", undefined]);
});

test("a fault for one path leaves the others alone", () => {
  const faults = new FaultQueue();
  faults.answer({ path: "/api/v2/current_user" }, [404]);
  expect(strikes(faults, 1)).toEqual([undefined]);
  expect(strikes(faults, 2, { method: "GET", path: "/api/v2/current_user" })).toEqual([404, undefined]);
});

test("a token is hidden for as many requests as were asked for, in any letter case", () => {
  const faults = new FaultQueue();
  faults.hide(tokenId.toUpperCase(), 2);
  const seen = Array.from({ length: 3 }, () => {
    const hidden = faults.isHidden(tokenId);
    faults.countMiss(tokenId);
    return hidden;
  });
  expect(seen).toEqual([true, true, false]);
  expect(faults.isHidden(otherTokenId)).toBe(false);
});

test("latencies add up and stay", () => {
  const faults = new FaultQueue();
  faults.latency({ method: "DELETE" }, 100);
  faults.latency({ tokenId }, 20);
  expect(faults.inject(deletion).latencyMs).toBe(120);
  expect(faults.inject(deletion).latencyMs).toBe(120);
  expect(faults.inject({ method: "GET", path, tokenId }).latencyMs).toBe(20);
});

test("clear brings back normal life", () => {
  const faults = new FaultQueue();
  faults.answer({}, [500]);
  faults.latency({}, 100);
  faults.keepAlive(tokenId);
  faults.delayRevocation(5000);
  faults.delayCreation(5000);
  faults.hide(tokenId);
  faults.distortList({ shift: 1 });
  faults.clear();
  expect(faults.inject(deletion)).toEqual({ latencyMs: 0 });
  expect(faults.keepsAlive(tokenId)).toBe(false);
  expect(faults.isHidden(tokenId)).toBe(false);
  expect([faults.revocationDelayMs, faults.creationDelayMs]).toEqual([0, 0]);
  expect(faults.listDistortion).toEqual({});
});

test("a token is kept alive in any letter case", () => {
  const faults = new FaultQueue();
  faults.keepAlive(tokenId.toUpperCase());
  expect(faults.keepsAlive(tokenId)).toBe(true);
  expect(faults.keepsAlive(otherTokenId)).toBe(false);
});

test("a script without answers does nothing", () => {
  const faults = new FaultQueue();
  faults.answer({}, []);
  expect(strikes(faults, 1)).toEqual([undefined]);
});

test.each([[199], [600], [200.5], [Number.NaN]])("a script can't answer with status %d", (status) => {
  const refusal = new RangeError(`A scripted answer needs a status between 200 and 599, not ${status}.`);
  expect(() => {
    new FaultQueue().answer({}, [429, status]);
  }).toThrow(refusal);
  expect(() => {
    new FaultQueue().answer({}, [{ status }]);
  }).toThrow(refusal);
});
