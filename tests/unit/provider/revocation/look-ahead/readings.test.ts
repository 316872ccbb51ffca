import { Readings } from "../../../../../provider/revocation/look-ahead/readings";
import { recordKey, type RevocationRecord } from "../../../../../provider/schema/revocation-record";

const record: RevocationRecord = {
  tokenId: "35ef7728-4761-41dd-8a7b-f1112a26f840",
  site: "datadoghq.eu",
  revokeOn: "create",
  onNotFound: "accept",
  status: "armed",
};

const clock = { now: () => 0, sleep: () => Promise.resolve() };

function alive(begun: number) {
  return {
    observations: new Map([[recordKey(record), { seen: "alive" as const }]]),
    sightings: new Map(),
    begun,
  };
}

test("what was read is kept for the DELETE that follows", () => {
  const readings = new Readings(clock);
  readings.keep([record], alive(readings.begin()));
  expect(readings.observationOf(record)).toEqual({ seen: "alive" });
});

test("a reading that ends after its token was dealt with is not kept", () => {
  const readings = new Readings(clock);
  const begun = readings.begin();
  readings.forget(record);
  readings.keep([record], alive(begun));
  expect(readings.observationOf(record)).toBeUndefined();
});

test("a reading that begins after its token was dealt with is kept", () => {
  const readings = new Readings(clock);
  readings.forget(record);
  readings.keep([record], alive(readings.begin()));
  expect(readings.observationOf(record)).toEqual({ seen: "alive" });
});

test("what was dealt with is remembered as long as another reading is under way", () => {
  const readings = new Readings(clock);
  const begun = readings.begin();
  readings.begin();
  readings.forget(record);
  readings.end();
  readings.keep([record], alive(begun));
  expect(readings.observationOf(record)).toBeUndefined();
});

test("work has begun as soon as a token is dealt with", () => {
  const readings = new Readings(clock);
  readings.keep([record], alive(readings.begin()));
  expect(readings.isWorkBegun).toBe(false);
  readings.forget(record);
  expect(readings.isWorkBegun).toBe(true);
});
