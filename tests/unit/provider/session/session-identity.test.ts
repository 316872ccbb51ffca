import type { createDatadogClient, Identity } from "../../../../provider/datadog";
import { ConfigurationError } from "../../../../provider/session/configuration-error";
import { Session } from "../../../../provider/session/session";
import { VirtualClock } from "../../../support/lifecycle/virtual-clock";
import { silentLog } from "../../../support/lifecycle/silent-log";

const placed: Identity = { kind: "placed", organization: "an-organization" };
const unknown: Identity = { kind: "unknown", problem: "Nobody answered.", isTransient: true };

/** A session whose clients give these answers, the last for ever, and the sites that were asked. */
function sessionWith(
  answers: Identity[],
  environment: Record<string, string> = { DD_BEARER_TOKEN: "a-token" },
) {
  const clock = new VirtualClock();
  const asked: string[] = [];
  const identify = (site: string) => {
    asked.push(site);
    return Promise.resolve((answers.length > 1 ? answers.shift() : answers[0]) ?? unknown);
  };
  const createClient = (({ site }: { site: string }) => ({
    identify: () => identify(site),
  })) as unknown as typeof createDatadogClient;
  const log = { warn: () => Promise.resolve(), info: () => Promise.resolve() };
  return { session: new Session({ environment, log, clock, createClient }), clock, asked };
}

test("all who ask at once ask Datadog once, and who asks later does not", async () => {
  const { session, clock, asked } = sessionWith([placed]);
  const all = await Promise.all(
    Array.from({ length: 50 }, () => session.identityOf({ site: "datadoghq.com" })),
  );
  clock.advance(1_000_000_000);
  expect([...all, await session.identityOf({ site: "datadoghq.com" })]).toEqual(
    Array.from({ length: 51 }, () => placed),
  );
  expect(asked).toEqual(["datadoghq.com"]);
});

test("each site is asked on its own", async () => {
  const { session, asked } = sessionWith([placed]);
  await session.identityOf({ site: "datadoghq.com" });
  await session.identityOf({ site: "datadoghq.eu" });
  expect(asked).toEqual(["datadoghq.com", "datadoghq.eu"]);
});

test.each<Identity>([placed, { kind: "valid" }, { kind: "refused", problem: "No." }])(
  "%j stands for the life of the process",
  async (identity) => {
    const { session, clock, asked } = sessionWith([identity]);
    await session.identityOf({ site: "datadoghq.com" });
    clock.advance(3_600_000);
    await expect(session.identityOf({ site: "datadoghq.com" })).resolves.toEqual(identity);
    expect(asked).toHaveLength(1);
  },
);

test("what is unknown stays so for 10 s, and is then asked for once again", async () => {
  const { session, clock, asked } = sessionWith([unknown, placed]);
  await expect(session.identityOf({ site: "datadoghq.com" })).resolves.toEqual(unknown);
  clock.advance(9999);
  await expect(session.identityOf({ site: "datadoghq.com" })).resolves.toEqual(unknown);
  expect(asked).toHaveLength(1);
  clock.advance(1);
  const both = [session.identityOf({ site: "datadoghq.com" }), session.identityOf({ site: "datadoghq.com" })];
  await expect(Promise.all(both)).resolves.toEqual([placed, placed]);
  expect(asked).toHaveLength(2);
});

test("the same configuration once more asks nothing, another credential asks anew", async () => {
  const { session, asked } = sessionWith([placed]);
  const configure = (token: string) =>
    session.configure({ get: (key) => (key === "datadog:bearerToken" ? token : undefined) });
  for (const token of ["first-token", "first-token", "second-token"]) {
    configure(token);
    await session.identityOf({ site: "datadoghq.com" });
  }
  expect(asked).toHaveLength(2);
});

test("missing credentials are a configuration error, since nobody can be asked", async () => {
  const { session, asked } = sessionWith([placed], {});
  await expect(session.identityOf({ site: "datadoghq.com" })).rejects.toThrow(ConfigurationError);
  expect(asked).toEqual([]);
});

test("accepting a bare 404 reaches the client", () => {
  const accepted: unknown[] = [];
  const createClient = ((options: { acceptBareNotFound?: boolean }) => {
    accepted.push(options.acceptBareNotFound);
    return {};
  }) as unknown as typeof createDatadogClient;
  for (const value of ["", "false", "true"]) {
    const environment = { DD_BEARER_TOKEN: "a-token", DD_ACCEPT_BARE_NOT_FOUND: value };
    new Session({ environment, log: silentLog, createClient }).client({ site: "datadoghq.com" });
  }
  expect(accepted).toEqual([false, false, true]);
});

test("a proof presses for what trouble kept unknown: once in the life of the process, for 30 s, whoever needs it", async () => {
  const { session, asked, clock } = sessionWith([unknown]);
  const where = { site: "datadoghq.com" } as const;
  await session.identityOf(where);
  await expect(
    Promise.all([session.identityToProve(where), session.identityToProve(where)]),
  ).resolves.toEqual([unknown, unknown]);
  expect(asked).toEqual(["datadoghq.com", "datadoghq.com"]);
  clock.advance(20_000);
  await expect(session.identityToProve(where)).resolves.toEqual(unknown);
  expect(asked).toHaveLength(3);
});

test("what a proof pressed for is known to all, and nobody else waits for it meanwhile", async () => {
  const { session, asked } = sessionWith([unknown, placed]);
  const where = { site: "datadoghq.com" } as const;
  await session.identityOf(where);
  const proof = session.identityToProve(where);
  await expect(session.identityOf(where)).resolves.toEqual(unknown);
  await expect(proof).resolves.toEqual(placed);
  await expect(session.identityOf(where)).resolves.toEqual(placed);
  expect(asked).toHaveLength(2);
});

test.each<Identity>([
  placed,
  { kind: "valid" },
  { kind: "refused", problem: "No." },
  { kind: "unknown", problem: "404 Not Found.", isTransient: false },
])("a proof presses for no other answer than %j", async (identity) => {
  const { session, asked } = sessionWith([identity]);
  await expect(session.identityToProve({ site: "datadoghq.com" })).resolves.toEqual(identity);
  expect(asked).toHaveLength(1);
});
