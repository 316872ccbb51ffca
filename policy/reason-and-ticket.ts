import type { ResourceValidationPolicy } from "@pulumi/policy";
import { redactTokenText } from "pulumi-datadog-token-revocation";
import { isRevocation } from "./revocation-resource";
import { checkEach } from "./unknown-value";

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
    if (!isRevocation(args)) {
      return;
    }
    const { ticketPattern } = args.getConfig<Config>();
    checkEach([
      () => {
        if (isBlank(args.props["reason"])) {
          report(`${args.name}: it has no reason.`);
        }
      },
      () => {
        const problem = ticketProblem(args.props["ticket"], ticketPattern);
        if (problem !== undefined) {
          report(`${args.name}: ${problem}`);
        }
      },
    ]);
  },
};

function ticketProblem(ticket: unknown, pattern: string): string | undefined {
  if (typeof ticket !== "string" || isBlank(ticket)) {
    return `it has no ticket; one is of the form ${pattern}.`;
  }
  const form = regularExpression(pattern);
  if (form === undefined) {
    return `its ticket can't be checked: ${pattern} is no regular expression (ticketPattern).`;
  }
  // A token that several entries of a list name carries the ticket of each.
  const tickets = form.test(ticket) ? [] : ticket.split(",").map((each) => each.trim());
  const wrong = tickets.find((each) => !form.test(each));
  return wrong === undefined
    ? undefined
    : `its ticket ${JSON.stringify(redactTokenText(wrong))} is not of the form ${pattern}.`;
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
