import { InputChecker } from "../../../../provider/check/input-checker";
import { normalizeBatchInputs } from "../../../../provider/schema/batch-inputs";
import type { RawInputs } from "../../../../provider/schema/option-inputs";
import { normalizeInputs } from "../../../../provider/schema/revocation-inputs";
import { unknownValue } from "../../../../provider/schema/unknown";
import { Session } from "../../../../provider/session/session";
import { VirtualClock } from "../../../support/lifecycle/virtual-clock";
import { silentLog } from "../../../support/lifecycle/silent-log";

const [a, b] = ["35ef7728-4761-41dd-8a7b-f1112a26f840", "61c07794-df2a-4403-a6ad-caa6bb70dae2"] as const;

function checkerWith(clock = new VirtualClock()) {
  const checker = new InputChecker(new Session({ environment: {}, log: silentLog, clock }));
  return {
    clock,
    checker,
    check: (inputs: RawInputs) =>
      checker.check({}, inputs, inputs["revocations"] === undefined ? normalizeInputs : normalizeBatchInputs),
  };
}

test("a token is declared by site and id, in whatever resource and spelling", () => {
  const { checker, check } = checkerWith();
  expect(checker.isDeclared({ tokenId: a, site: "datadoghq.eu" })).toBe(false);
  check({ tokenId: a.toUpperCase(), site: "app.datadoghq.eu" });
  check({ site: "datadoghq.com", revocations: { [b]: {}, [a]: { site: "ddog-gov.com" } } });
  const declared = [
    { tokenId: a, site: "datadoghq.eu" },
    { tokenId: b, site: "datadoghq.com" },
    { tokenId: a, site: "ddog-gov.com" },
  ] as const;
  expect(declared.every((token) => checker.isDeclared(token))).toBe(true);
  expect(checker.isDeclared({ tokenId: a, site: "datadoghq.com" })).toBe(false);
  expect(checker.isDeclared({ tokenId: b, site: "datadoghq.eu" })).toBe(false);
});

test("a batch whose tokens are not known yet declares none", () => {
  const { checker, check } = checkerWith();
  check({ site: "datadoghq.com", revocations: unknownValue });
  expect(checker.isDeclared({ tokenId: a, site: "datadoghq.com" })).toBe(false);
});

test("a process that checked nothing, as in a destroy, has declared everything at once", async () => {
  const { checker, clock } = checkerWith();
  await clock.run(checker.declarationsSettled());
  expect(clock.sleepsMs).toEqual([]);
});

test("everything is probably declared when no resource was checked for a second", async () => {
  const { checker, check, clock } = checkerWith();
  check({ tokenId: a });
  clock.advance(400);
  await clock.run(checker.declarationsSettled());
  expect(clock.elapsedMs).toBe(1_000);
  await clock.run(checker.declarationsSettled());
  expect(clock.elapsedMs).toBe(1_000);
});

test("each later check prolongs the second", async () => {
  const { checker, check, clock } = checkerWith();
  check({ tokenId: a });
  const later = clock.sleep(900).then(() => check({ tokenId: b }));
  await clock.run(Promise.all([checker.declarationsSettled(), later]));
  expect(clock.elapsedMs).toBe(1_900);
});

test("a program that never stops to declare is waited for 10 s at most", async () => {
  const { checker, check, clock } = checkerWith();
  check({ tokenId: a });
  const declaring = async () => {
    for (let count = 0; count < 30; count += 1) {
      await clock.sleep(500);
      check({ tokenId: b });
    }
  };
  const settledAt = checker.declarationsSettled().then(() => clock.elapsedMs);
  await clock.run(declaring());
  expect(await settledAt).toBe(10_000);
});

const removals = (["retainOnDelete", "deletedWith"] as const).flatMap((option) => [
  { what: "a single revocation", option, inputs: { tokenId: a, revokeOn: "delete" } },
  { what: "a batch", option, inputs: { revocations: { [a]: {} }, revokeOn: "delete" } },
  { what: "an entry of a list", option, inputs: { revocations: { [a]: {}, [b]: { revokeOn: "delete" } } } },
]);

test.each(removals)(
  "$option with revokeOn: delete of $what is refused: its end would say deleted and send no DELETE",
  ({ option, inputs }) => {
    expect(checkerWith().check({ ...inputs, [option]: true }).failures).toEqual([
      {
        property: "revokeOn",
        reason: `with the resource option ${option}, the end of this resource sends no DELETE, so revokeOn "delete" would leave the token alive for good: leave one of the two out.`,
      },
    ]);
    expect(checkerWith().check({ ...inputs, [option]: false }).failures).toEqual([]);
    expect(checkerWith().check(inputs).failures).toEqual([]);
  },
);

test.each(["create", "both"] as const)(
  "retainOnDelete and deletedWith are no fault with revokeOn: %s, which has sent its DELETE before",
  (revokeOn) => {
    const options = { revokeOn, retainOnDelete: true, deletedWith: true };
    expect(checkerWith().check({ tokenId: a, ...options }).failures).toEqual([]);
    expect(checkerWith().check({ revocations: { [a]: {} }, ...options }).failures).toEqual([]);
  },
);

test("a stack transform that quotes the leak in an entry's words writes no secret into the state", () => {
  const leaked = `ddpat_1dm1op4lL89nV8pt94Tdk8_${"S".repeat(36)}`;
  const entry = { reason: `see ${leaked}`, ticket: leaked, foundAt: [`${leaked}.log:1`] };
  const { inputs } = checkerWith().check({ revocations: { [a]: entry }, reason: leaked });
  expect(JSON.stringify(inputs)).not.toContain("SSSS");
});
