import { reasonAndTicket } from "../../../policy/reason-and-ticket";
import { resourceViolations, unknownText, type ShownResource } from "../../support/policies/policy-run";

const batch = "pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocationBatch";
const list = "pulumi-nodejs:dynamic/datadog:RevocationList";
const [first, second] = ["35ef7728-4761-41dd-8a7b-f1112a26f840", "61c07794-df2a-4403-a6ad-caa6bb70dae2"];
const form = String.raw`^[A-Z][A-Z0-9]+-\d+$`;

test.each<[string, Record<string, unknown>, string[]]>([
  ["a reason and a ticket", { reason: "printed in a CI log", ticket: "SEC-1234" }, []],
  ["the tickets of two entries", { reason: "r", ticket: "SEC-1, OPS2-20" }, []],
  ["no reason", { ticket: "SEC-1" }, ["leaked-in-ci: its token has no reason."]],
  ["a blank reason", { reason: " \n", ticket: "SEC-1" }, ["leaked-in-ci: its token has no reason."]],
  ["no ticket", { reason: "r" }, [`leaked-in-ci: its token has no ticket; one is of the form ${form}.`]],
  [
    "a null for a ticket",
    { reason: "r", ticket: null },
    [`leaked-in-ci: its token has no ticket; one is of the form ${form}.`],
  ],
  [
    "a ticket of another form",
    { reason: "r", ticket: "#12" },
    [`leaked-in-ci: its token has the ticket "#12", which is not of the form ${form}.`],
  ],
  [
    "a wrong ticket beside a right one",
    { reason: "r", ticket: "SEC-1, later" },
    [`leaked-in-ci: its token has the ticket "later", which is not of the form ${form}.`],
  ],
  [
    "neither",
    {},
    [
      "leaked-in-ci: its token has no reason.",
      `leaked-in-ci: its token has no ticket; one is of the form ${form}.`,
    ],
  ],
])("of a revocation with %s", async (_, props, violations) => {
  expect(await resourceViolations(reasonAndTicket, { props })).toEqual(violations);
});

test.each<[string, ShownResource, number]>([
  ["a batch", { type: batch, props: { revocations: { [first]: {}, [second]: {} } } }, 2],
  ["an empty batch", { type: batch, props: { revocations: {} } }, 0],
  ["a list", { type: list, props: { revocations: { [first]: {} } } }, 2],
  ["another provider's resource", { type: "datadog:index/monitor:Monitor" }, 0],
])("%s without either has this many violations", async (_, resource, count) => {
  expect(await resourceViolations(reasonAndTicket, resource)).toHaveLength(count);
});

test("a ticket has the form that is configured, commas included", async () => {
  const config = { ticketPattern: "^incident \\d+, severity \\d$" };
  const violations = (ticket: string) =>
    resourceViolations(reasonAndTicket, { props: { reason: "r", ticket } }, config);
  expect(await violations("incident 7, severity 1")).toEqual([]);
  expect(await violations("SEC-1")).toEqual([
    'leaked-in-ci: its token has the ticket "SEC-1", which is not of the form ^incident \\d+, severity \\d$.',
  ]);
});

test("a form that is no regular expression is a violation, not a crash", async () => {
  const props = { reason: "r", ticket: "SEC-1" };
  expect(await resourceViolations(reasonAndTicket, { props }, { ticketPattern: "[" })).toEqual([
    "leaked-in-ci: its token has a ticket that can't be checked: [ is no regular expression (ticketPattern).",
  ]);
});

test("a token in the place of a ticket is not repeated", async () => {
  const ticket = `ddpat_1dm1L4TEZgF1mEz9MHpGgW_${"a1B2".repeat(9)}`;
  const [violation] = await resourceViolations(reasonAndTicket, { props: { reason: "r", ticket } });
  expect(violation).toContain('its token has the ticket "ddpat_1dm1L4TEZgF1mEz9MHpGgW_[REDACTED]"');
});

test("a reason that a preview does not know yet stops nothing but its own check", async () => {
  const said: string[] = [];
  const props = { reason: unknownText, ticket: "#12" };
  const run = resourceViolations(reasonAndTicket, { props }, {}, (message) => said.push(message));
  await expect(run).rejects.toThrow("string value at .reason can't be known during preview");
  expect(said).toEqual([`leaked-in-ci: its token has the ticket "#12", which is not of the form ${form}.`]);
});

test("an entry's own words count before the batch's, and a place where a scanner found the token is a reason", async () => {
  const props = {
    ticket: "SEC-1",
    revocations: {
      [first]: { reason: "in a log", ticket: "late" },
      [second]: { foundAt: ["scan.json: a.ts:1"] },
    },
  };
  expect(await resourceViolations(reasonAndTicket, { type: list, props })).toEqual([
    `leaked-in-ci: token ${first} has the ticket "late", which is not of the form ${form}.`,
  ]);
});

test("what many tokens lack is said once", async () => {
  const props = { ticket: "SEC-1", revocations: { [first]: {}, [second]: {} } };
  expect(await resourceViolations(reasonAndTicket, { type: batch, props })).toEqual([
    `leaked-in-ci: each of 2 tokens (${first}, ${second}) has no reason.`,
  ]);
});
