import { RequestScheduler } from "../../../../provider/datadog/rate-limit/request-scheduler";
import { RateLimitError } from "../../../../provider/datadog/errors/rate-limit-error";
import { RetriesExhaustedError } from "../../../../provider/datadog/errors/retries-exhausted-error";
import { rateLimited, silence, status } from "./support/scripted-send";
import { beginCooldown } from "./support/begin-cooldown";
import { rejectionOf, testClient, tokenId } from "./support/test-client";
import { VirtualClock } from "../../../support/lifecycle/virtual-clock";

const ownTime = { deadlineSeconds: 60, deadlineIncludesQueueTime: false };

test("a deadline that does not run while it waits outlasts any number of cooldowns", async () => {
  const { client, network, clock } = testClient([...Array.from({ length: 9 }, () => rateLimited(50)), 204], {
    random: () => 0,
  });
  await expect(clock.run(client.revoke(tokenId, ownTime))).resolves.toMatchObject({ attempts: 10 });
  expect(clock.elapsedMs).toBe(450_000);
  expect(network.requests.map(({ timeoutMs }) => timeoutMs)).toEqual(
    Array.from({ length: 10 }, () => 10_000),
  );
});

test("it runs during attempts and the pauses after failed ones", async () => {
  const { client, clock } = testClient((time) => [rateLimited(50), silence(time)], { random: () => 0 });
  const error = await rejectionOf(clock.run(client.revoke(tokenId, ownTime)));
  expect(error).toBeInstanceOf(RetriesExhaustedError);
  expect(clock.elapsedMs).toBe(110_000);
});

test("a cooldown longer than it in one piece fails at once", async () => {
  const clock = new VirtualClock();
  const scheduler = new RequestScheduler({ clock, concurrency: 16 });
  await beginCooldown(scheduler, "revoke", 61);
  const { client, network } = testClient([204], { clock, scheduler });
  expect(await rejectionOf(clock.run(client.revoke(tokenId, ownTime)))).toBeInstanceOf(RateLimitError);
  expect(network.requests).toEqual([]);
  expect(clock.elapsedMs).toBe(0);
});

test("waiting for a turn takes nothing from a request's time-out", async () => {
  const slow = status(204);
  const { client, network, clock } = testClient(
    (time) => [
      () => {
        time.advance(9000);
        return slow;
      },
    ],
    { concurrency: 1 },
  );
  const ids = ["35ef7728-4761-41dd-8a7b-f1112a26f840", "61c07794-df2a-4403-a6ad-caa6bb70dae2"];
  await clock.run(Promise.all(ids.map((id) => client.revoke(id))));
  expect(network.requests.map(({ timeoutMs }) => timeoutMs)).toEqual([10_000, 10_000]);
});
