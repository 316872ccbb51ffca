import { FaultServers } from "./fault-servers";
import { matrix, wordsOf } from "./matrix";
import { operations, type OperationName } from "./operations";
import type { Operation } from "./operation";
import { runCell, type Cell, type CellOutcome } from "./run-cell";
import { claims } from "../../../provider/schema/claim";

/** A part of the table, which a test file of its own runs: two workers share the whole. */
export type MatrixPart = "accounts" | "removals and refreshes" | "everything else";

function partOf(operation: OperationName): MatrixPart {
  if (/^(any account|locate)/.test(operation)) {
    return "accounts";
  }
  return /refresh|removal|taken out/.test(operation) ? "removals and refreshes" : "everything else";
}

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

/** Runs each cell of a part of the table as a test. */
export function testMatrix(part: MatrixPart): void {
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

  const cells = matrix
    .filter(({ operation }) => partOf(operation) === part)
    .map((cell) => ({ ...cell, when: cell.isOnce ? "once" : "for good" }));

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
    expectTruthful(outcome, cell, printed);
  });
}

/** Expects what holds in every cell, whatever the table says. */
function expectTruthful(outcome: CellOutcome, { operation, fault }: Cell, printed: readonly string[]): void {
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
