import { reasonAndTicket } from "../../../policy/reason-and-ticket";
import { resourceViolations, unknownText, type ShownResource } from "../../support/policy-run";

const form = String.raw`^[A-Z][A-Z0-9]+-\d+$`;

test.each<[string, Record<string, unknown>, string[]]>([
  ["a reason and a ticket", { reason: "printed in a CI log", ticket: "SEC-1234" }, []],
  ["the tickets of two entries", { reason: "r", ticket: "SEC-1, OPS2-20" }, []],
  ["no reason", { ticket: "SEC-1" }, ["leaked-in-ci: it has no reason."]],
  ["a blank reason", { reason: " \n", ticket: "SEC-1" }, ["leaked-in-ci: it has no reason."]],
  ["no ticket", { reason: "r" }, [`leaked-in-ci: it has no ticket; one is of the form ${form}.`]],
  [
    "a null for a ticket",
    { reason: "r", ticket: null },
    [`leaked-in-ci: it has no ticket; one is of the form ${form}.`],
  ],
  [
    "a ticket of another form",
    { reason: "r", ticket: "#12" },
    [`leaked-in-ci: its ticket "#12" is not of the form ${form}.`],
  ],
  [
    "a wrong ticket beside a right one",
    { reason: "r", ticket: "SEC-1, later" },
    [`leaked-in-ci: its ticket "later" is not of the form ${form}.`],
  ],
  [
    "neither",
    {},
    ["leaked-in-ci: it has no reason.", `leaked-in-ci: it has no ticket; one is of the form ${form}.`],
  ],
])("of a revocation with %s", async (_, props, violations) => {
  expect(await resourceViolations(reasonAndTicket, { props })).toEqual(violations);
});

test.each<[string, ShownResource, number]>([
  ["a batch", { type: "pulumi-nodejs:dynamic/datadog:PersonalAccessTokenRevocationBatch" }, 2],
  ["a list's record", { type: "pulumi-nodejs:dynamic/datadog:RevocationListRecord" }, 0],
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
    'leaked-in-ci: its ticket "SEC-1" is not of the form ^incident \\d+, severity \\d$.',
  ]);
});

test("a form that is no regular expression is a violation, not a crash", async () => {
  const props = { reason: "r", ticket: "SEC-1" };
  expect(await resourceViolations(reasonAndTicket, { props }, { ticketPattern: "[" })).toEqual([
    "leaked-in-ci: its ticket can't be checked: [ is no regular expression (ticketPattern).",
  ]);
});

test("a token in the place of a ticket is not repeated", async () => {
  const ticket = `ddpat_1dm1L4TEZgF1mEz9MHpGgW_${"a1B2".repeat(9)}`;
  const [violation] = await resourceViolations(reasonAndTicket, { props: { reason: "r", ticket } });
  expect(violation).toContain('its ticket "ddpat_1dm1L4TEZgF1mEz9MHpGgW_[REDACTED]"');
});

test("a reason that a preview does not know yet stops nothing but its own check", async () => {
  const said: string[] = [];
  const props = { reason: unknownText, ticket: "#12" };
  const run = resourceViolations(reasonAndTicket, { props }, {}, (message) => said.push(message));
  await expect(run).rejects.toThrow("string value at .reason can't be known during preview");
  expect(said).toEqual([`leaked-in-ci: its ticket "#12" is not of the form ${form}.`]);
});
