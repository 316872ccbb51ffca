import { join } from "node:path";
import { ClockWatch, clockFinding } from "../../../../../cli/gitops/doctor/clock-findings";
import { packsOf } from "../../../../../cli/gitops/doctor/policy-findings";
import {
  nodeFinding,
  projectFindings,
  strippingFindings,
} from "../../../../../cli/gitops/doctor/project-findings";
import { pulumiFinding } from "../../../../../cli/gitops/doctor/stack-findings";
import { checkoutFolder } from "../../../../support/engine/example-copy";

test.each([
  [0, "good", "within 60 s of the server's."],
  [60_400, "good", "within 60 s of the server's."],
  [61_000, "wrong", "this machine's is 61 s ahead of the server's."],
  [-3_600_000, "wrong", "this machine's is 3600 s behind the server's."],
  [undefined, "untold", "no server told its time."],
])("a clock that is %p ms off is %s", (differenceMs, state, text) => {
  const finding = clockFinding(differenceMs);
  expect(finding.state).toBe(state);
  expect(finding.text).toContain(text);
});

test("of several responses, the one that was under way for the shortest time tells the clock", async () => {
  const dates = ["Sat, 28 Nov 2026 12:00:00 GMT", "no date", "Sat, 28 Nov 2026 12:01:29 GMT"];
  const watch = new ClockWatch(
    () =>
      Promise.resolve({ kind: "response", status: 200, headers: { date: dates.shift() ?? "" }, body: "" }),
    () => Date.parse("2026-11-28T12:01:30Z"),
  );
  expect(watch.finding().state).toBe("untold");
  const request = { method: "GET", url: "http://127.0.0.1", headers: {}, timeoutMs: 1 } as const;
  await watch.send(request);
  expect(watch.finding().state).toBe("wrong");
  await watch.send(request);
  await watch.send(request);
  expect(watch.finding().state).toBe("good");
});

test.each([
  ["22.12.0", "good"],
  ["24.21.0", "good"],
  ["22.11.9", "wrong"],
  ["20.19.5", "wrong"],
])("Node.js %s is %s", (version, state) => {
  expect(nodeFinding(version).state).toBe(state);
});

test.each([
  ["22.12.0", "wrong"],
  ["22.18.0", undefined],
  ["23.5.0", "wrong"],
  ["23.6.0", undefined],
  ["24.21.0", undefined],
])("Node.js %s as what strips a program's types is %s", (version, state) => {
  expect(strippingFindings(version)[0]?.state).toBe(state);
});

test("only a program in TypeScript that Pulumi leaves to Node.js needs one that strips types", () => {
  const told = (example: string) =>
    projectFindings(join(checkoutFolder, example), "22.12.0").map(
      ({ subject, text }) => `${subject}: ${text}`,
    );
  expect(told("examples/gitops/repository")).toContainEqual(
    "TypeScript: Pulumi.yaml says typescript: false, and Node.js 22.12.0 does not strip types by itself: use 22.18 or newer, or leave the option out.",
  );
  expect(told("examples/gitops/repository-yaml").join()).not.toContain("TypeScript");
});

test.each([
  ["v3.251.0\n", 0, "good"],
  ["v4.0.0-alpha.1", 0, "good"],
  ["v3.250.9", 0, "wrong"],
  ["", 1, "wrong"],
])("Pulumi's CLI %p with exit status %p is %s", (stdout, exitCode, state) => {
  expect(pulumiFinding({ stdout, exitCode }).state).toBe(state);
});

test("the policy packs are those of the command line, else those of the project's own script", () => {
  const scripts = {
    gitops: "datadog-token-gitops --policy-pack a --policy-pack b --policy-pack-config c.json",
  };
  const none = { policyPacks: [], policyConfig: undefined };
  expect(packsOf(none, { scripts })).toEqual({ policyPacks: ["a", "b"], policyConfig: "c.json" });
  expect(packsOf({ ...none, policyPacks: ["d"] }, { scripts })).toEqual({ ...none, policyPacks: ["d"] });
  const unpacked = { gitops: "node revocation-tools/gitops.cjs --policy-pack e" };
  expect(packsOf(none, { scripts: unpacked })).toEqual({ ...none, policyPacks: ["e"] });
  expect(packsOf(none, undefined)).toEqual(none);
});
