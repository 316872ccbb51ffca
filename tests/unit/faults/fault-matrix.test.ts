import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkoutFolder } from "../../support/engine/example-copy";
import { callTool } from "../tools/tool-process";
import { faultNames } from "../../support/faults/answers";
import { FaultServers } from "../../support/faults/fault-servers";
import { matrix, wordsOf } from "../../support/faults/matrix";
import { operations } from "../../support/faults/operations";
import type { Operation } from "../../support/faults/operation";
import { runCell, type Cell, type CellOutcome } from "../../support/faults/run-cell";
import { claims } from "../../../provider/schema/claim";

let servers: FaultServers;
const printed: string[] = [];

beforeAll(async () => {
  servers = await FaultServers.start();
});
afterAll(() => servers.close());

beforeEach(() => {
  // The intervals of progress and watchdog pass with the test's clock; everything else of the network is real.
  jest.useFakeTimers({ doNotFake: everythingElse });
  // No jitter: the longest pause that there can be.
  jest.spyOn(Math, "random").mockReturnValue(0.999);
  printed.length = 0;
  jest.spyOn(console, "log").mockImplementation((words: string) => void printed.push(words));
});
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

const everythingElse: NonNullable<FakeTimersConfig["doNotFake"]> = [
  "Date",
  "hrtime",
  "nextTick",
  "performance",
  "queueMicrotask",
  "setImmediate",
  "clearImmediate",
  "setTimeout",
  "clearTimeout",
];

const cells = matrix.map((cell) => ({ ...cell, when: cell.isOnce ? "once" : "for good" }));

test.each(cells)("$operation, $fault $when: $expected.claim", async ({ expected, ...cell }) => {
  const outcome = await runCell(cell, servers);
  const { claim, failure, isAlive, met, seconds, told } = outcome;
  const { says = wordsOf.get(cell.fault), ...rest } = expected;
  expect({
    claim,
    ends: failure === undefined ? "goes on" : "fails",
    token: isAlive ? "alive" : "dead",
    requests: met,
    seconds: Math.ceil(Number(seconds.toFixed(3))),
    warnings: told.length,
  }).toEqual(rest);
  if (isTold(outcome)) {
    expect(wordsIn(outcome)).toContain(says);
  }
  expectTruthful(outcome, cell);
});

test("the page's table is the one that `npm run faults` writes", async () => {
  const page = readFileSync(join(checkoutFolder, "docs/faults.md"), "utf8");
  expect(await callTool("docs/faults-page.mjs", "withFaults", [page])).toMatchObject({ value: page });
});

test("every operation meets every fault, once and for good", () => {
  const told = matrix.map(({ operation, fault, isOnce }) => [operation, fault, isOnce].join());
  const all = Object.keys(operations).flatMap((operation) =>
    faultNames.flatMap((fault) => [false, true].map((isOnce) => [operation, fault, isOnce].join())),
  );
  expect(told.toSorted()).toEqual(all.toSorted());
  expect(wordsOf.size).toBe(faultNames.length);
});

/** Expects what holds in every cell, whatever the table says. */
function expectTruthful(outcome: CellOutcome, { operation, fault }: Cell): void {
  const { claim, isAlive, failure, told, secrets } = outcome;
  const { isAliveAgain = false, isUnseen = false }: Operation = operations[operation];
  const isProven = claim in claims && claims[claim as keyof typeof claims].isProof;
  // Against Datadog's own word that an old record is still true, and without any word, it stands.
  const isOldWord = isAliveAgain && (failure !== undefined || fault === "404");
  expect({ claim, isAliveAndProven: isProven && isAlive && !isOldWord }).toEqual({
    claim,
    isAliveAndProven: false,
  });
  expect({ claim, isAliveAndForgotten: claim === "removed" && isAlive }).toMatchObject({
    isAliveAndForgotten: false,
  });
  // A token that the run leaves alive is told of, and what was to be revoked is no success.
  const isAccepted = isUnseen && fault === "404" && told.length > 0;
  const isToldOf = isAliveAgain && (told.length > 0 || isOldWord);
  expect(isAlive && failure === undefined && !isQuestion(claim) && !isAccepted && !isToldOf).toBe(false);
  const everything = [wordsIn(outcome), JSON.stringify(outcome.kept ?? {}), ...printed].join("\n");
  expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
}

const isQuestion = (claim: string): boolean => ["live", "untold", "notAccepted", "notKnown"].includes(claim);

function isTold({ failure, told, claim }: CellOutcome): boolean {
  return failure !== undefined || told.length > 0 || claim === "untold";
}

function wordsIn({ failure = "", told, claim, kept }: CellOutcome): string {
  return [failure, ...told, claim === "untold" ? JSON.stringify(kept) : ""].join("\n");
}
