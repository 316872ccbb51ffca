import type { SendAttempt } from "../../../../../provider/datadog/http/attempt";
import { Secret } from "../../../../../provider/datadog/http/secret";
import { locateTexts, type LocateOptions } from "../../../../../provider/datadog/locate/locate-texts";
import { FakeSites, realSecret, stillClock } from "../../../../support/locate/datadog-sites";

const real = `ddpat_1dm1op4lL89nV8pt94Tdk8_${realSecret}`;
const madeUp = (count: number) =>
  Array.from({ length: count }, (_, index) => new Secret(`made up ${String(index)}`));

/** Locates tokens on one site that accepts `real`, where every request takes a tenth of a second. */
async function locate(textsOf: Record<string, readonly Secret[]>, deadlineSeconds: number) {
  const clock = stillClock();
  const fake = new FakeSites({ "datadoghq.eu": { live: [real] } });
  const send: SendAttempt = async (request) => {
    await clock.sleep(100);
    return fake.send(request);
  };
  const options: LocateOptions = { sites: ["datadoghq.eu"], deadlineSeconds };
  const located = await locateTexts(new Map(Object.entries(textsOf)), options, { send, clock });
  return { located, asked: fake.requests.length };
}

test("texts that were made up for one token take no time from another", async () => {
  const { located, asked } = await locate({ crowded: madeUp(100_000), real: [new Secret(real)] }, 2);
  expect(located.get("real")).toMatchObject({ status: "live", site: "datadoghq.eu" });
  expect(located.get("crowded")).toEqual({
    status: "untold",
    problems: ["datadoghq.eu: not asked, since the time for all of it was over."],
  });
  expect(asked).toBeLessThan(40);
});

test("a real text behind those that were made up for its token is found in time", async () => {
  const { located, asked } = await locate({ it: [...madeUp(20), new Secret(real), ...madeUp(100)] }, 60);
  expect(located.get("it")).toMatchObject({ status: "live" });
  expect(asked).toBeLessThan(40);
});
