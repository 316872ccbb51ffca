import type { ResourceValidationPolicy } from "@pulumi/policy";
import { declaredTokens, redactTokenText, type DeclaredToken } from "pulumi-datadog-token-revocation";
import { namedTokens } from "./stack/named-tokens";
import { checkEach } from "./stack/unknown-value";

interface Config {
  ticketPattern: string;
}

/** A revocation can't be undone, so its record says why it was made, and where that was decided. */
export const reasonAndTicket: ResourceValidationPolicy = {
  name: "reason-and-ticket",
  description: "A revocation says why it is made, and names the ticket.",
  enforcementLevel: "mandatory",
  severity: "medium",
  remediationSteps: "Give the revocation, or its entry in the list, a reason and a ticket.",
  configSchema: {
    properties: {
      ticketPattern: {
        type: "string",
        description:
          "The form of a ticket, as a JavaScript regular expression; tickets joined by commas each need it.",
        default: String.raw`^[A-Z][A-Z0-9]+-\d+$`,
      },
    },
  },
  validateResource(args, report) {
    const { ticketPattern } = args.getConfig<Config>();
    const tokens = () => declaredTokens(args);
    checkEach([
      () => {
        const without = tokens().filter(({ reason, foundAt }) => isBlank(reason) && foundAt.length === 0);
        if (without.length > 0) {
          report(`${args.name}: ${namedTokens(args, without)} has no reason.`);
        }
      },
      () => {
        for (const [problem, wrong] of byTicketProblem(tokens(), ticketPattern)) {
          report(`${args.name}: ${namedTokens(args, wrong)} ${problem}`);
        }
      },
    ]);
  },
};

function byTicketProblem(tokens: readonly DeclaredToken[], pattern: string): Map<string, DeclaredToken[]> {
  const problems = new Map<string, DeclaredToken[]>();
  for (const token of tokens) {
    const problem = ticketProblem(token.ticket, pattern);
    if (problem !== undefined) {
      problems.set(problem, [...(problems.get(problem) ?? []), token]);
    }
  }
  return problems;
}

function ticketProblem(ticket: unknown, pattern: string): string | undefined {
  if (typeof ticket !== "string" || isBlank(ticket)) {
    return `has no ticket; one is of the form ${pattern}.`;
  }
  const form = regularExpression(pattern);
  if (form === undefined) {
    return `has a ticket that can't be checked: ${pattern} is no regular expression (ticketPattern).`;
  }
  // A token that several entries of a list name carries the ticket of each.
  const tickets = form.test(ticket) ? [] : ticket.split(",").map((each) => each.trim());
  const wrong = tickets.find((each) => !form.test(each));
  return wrong === undefined
    ? undefined
    : `has the ticket ${JSON.stringify(redactTokenText(wrong))}, which is not of the form ${pattern}.`;
}

function regularExpression(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, "u");
  } catch {
    return undefined;
  }
}

function isBlank(value: unknown): boolean {
  return typeof value !== "string" || value.trim() === "";
}
